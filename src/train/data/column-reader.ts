// Takes the cells of one column of a table as they come, and makes the column of them. Keeps no text but words and what is refused.

import type { DecimalSign } from "./cell.ts";
import { isMissing, readCell } from "./cell.ts";
import { Growing } from "./growing.ts";
import type { CellProblem, Column, ColumnWords } from "./table.ts";
import { MOST_WORDS } from "./table.ts";

interface Refused {
  readonly row: number;
  readonly problem: CellProblem;
}

const DECIMAL_COMMA = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;

/** Whether a cell is a number with a decimal comma, if commas are such. */
export function hasDecimalComma(cell: string): boolean {
  return DECIMAL_COMMA.test(cell.trim());
}

export class ColumnReader {
  /** Whether cells were numbers with a decimal comma, or with a point. */
  sawComma = false;
  sawPoint = false;
  /** Whether there was nothing in any cell. */
  isBlank = true;
  private readonly mayHaveCommas: boolean;
  private readonly values = new Growing(Float64Array);
  private readonly missing = new Growing(Uint32Array);
  /** Rows whose cell is a number only where commas are decimal ones. */
  private readonly withComma = new Growing(Uint32Array);
  private readonly firstRefused: Partial<Record<DecimalSign, Refused>> = {};
  private readonly hasWord = { ".": false, ",": false };
  private known: Map<string, number> | undefined = new Map();
  private codes = new Growing(Int32Array);

  /** @param mayHaveCommas whether commas do not separate columns. */
  constructor(mayHaveCommas: boolean) {
    this.mayHaveCommas = mayHaveCommas;
  }

  push(cell: string): void {
    const row = this.values.length;
    const read = readCell(cell);
    const isNumber = typeof read === "number";
    const isLacking = !isNumber && isMissing(cell);
    if (isNumber) {
      this.isBlank = false;
      if (this.mayHaveCommas && !this.sawPoint) this.sawPoint = cell.includes(".");
    } else this.isBlank &&= cell.trim() === "";
    this.values.push(isNumber ? read : this.otherwise(cell, row, read, isLacking));
    if (isLacking) this.missing.push(row);
    this.noteWord(cell, isLacking);
  }

  /** As `push` of its decimal digits. @param value finite in float32; −0 is 0. */
  pushNumber(value: number): void {
    this.isBlank = false;
    // Turns −0 into 0: a sample at −0 is the same sample.
    this.values.push(value + 0);
    if (this.known !== undefined) this.noteWord(String(value + 0), false);
  }

  /** @param decimal what stands before the fractions of the table's numbers. */
  finish(number: number, header: string, name: string, decimal: DecimalSign): Column {
    const values = this.values.finished();
    if (decimal === ".") this.withComma.finished().forEach((row) => (values[row] = NaN));
    const words = this.hasWord[decimal] ? this.words() : undefined;
    return { header, name, number, values, refused: this.firstRefused[decimal], missing: this.missing.finished(), words };
  }

  /** The value of a cell that is no number as it stands. */
  private otherwise(cell: string, row: number, problem: CellProblem, isLacking: boolean): number {
    this.firstRefused["."] ??= { row, problem };
    if (!isLacking) this.hasWord["."] = true;
    const read = this.mayHaveCommas ? readCell(cell, ",") : problem;
    if (typeof read === "number") {
      this.sawComma ||= hasDecimalComma(cell);
      this.withComma.push(row);
      return read;
    }
    this.firstRefused[","] ??= { row, problem: read };
    if (!isLacking) this.hasWord[","] = true;
    return NaN;
  }

  private noteWord(cell: string, isLacking: boolean): void {
    const { known } = this;
    if (known === undefined) return;
    if (isLacking) {
      this.codes.push(-1);
      return;
    }
    const word = cell.trim();
    const code = known.get(word) ?? known.size;
    if (code === MOST_WORDS) {
      this.known = undefined;
      this.codes = new Growing(Int32Array);
      return;
    }
    known.set(word, code);
    this.codes.push(code);
  }

  private words(): ColumnWords | undefined {
    return this.known && { list: [...this.known.keys()], codes: this.codes.finished() };
  }
}
