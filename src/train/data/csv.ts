// Reads CSV (RFC 4180) that comes in chunks of text into a table of numbers: a header with names, then a line per sample. Of the text no
// more is kept than a piece, of the table its numbers and words. Chooses no columns.

import type { DecimalSign } from "./cell.ts";
import { isMissing, readCell } from "./cell.ts";
import { columnNames } from "./column-names.ts";
import { ColumnReader, hasDecimalComma } from "./column-reader.ts";
import type { NumberedRecord } from "./csv-records.ts";
import { readRecords } from "./csv-records.ts";
import type { Delimiter } from "./delimiter.ts";
import { DELIMITER_NAMES, detectDelimiter } from "./delimiter.ts";
import { Growing } from "./growing.ts";
import { checkDistinct } from "./headers.ts";
import { withoutPreamble } from "./preamble.ts";
import type { Column, Table } from "./table.ts";
import { dataError } from "./table.ts";
import type { TableLimits } from "./table-limits.ts";
import { checkColumnCount, TABLE_LIMITS } from "./table-limits.ts";
import { WholeRecords } from "./whole-records.ts";

/** The separator and the header are looked for in so many characters. */
const HEAD_CHARACTERS = 2 ** 20;
/** Longer texts are taken in parts. */
const CHUNK_CHARACTERS = 2 ** 20;

/** What is known once the header is read. */
interface Header {
  readonly names: readonly string[];
  readonly columns: readonly ColumnReader[];
}

export class TableReader {
  private readonly file: string;
  private readonly limits: TableLimits;
  private readonly records = new WholeRecords();
  private head = "";
  /** Undefined while the head is gathered. */
  private delimiter: Delimiter | undefined;
  /** On which the next piece begins. */
  private line = 1;
  private header: Header | undefined;
  /** The first record after the header: it may be the units of the columns. */
  private first: NumberedRecord | undefined;
  private units: NumberedRecord | undefined;
  private readonly lines = new Growing(Uint32Array);

  /** @param file as messages call it. */
  constructor(file: string, limits: TableLimits = TABLE_LIMITS) {
    this.file = file;
    this.limits = limits;
  }

  /**
   * The next part of the file, of any length.
   *
   * @throws DiagnosticError (model) as `parseCsv`.
   */
  push(text: string): void {
    for (let from = 0; from < text.length; from += CHUNK_CHARACTERS) this.pushChunk(text.slice(from, from + CHUNK_CHARACTERS));
  }

  private pushChunk(text: string): void {
    if (this.delimiter !== undefined) {
      this.cut(text, this.delimiter);
      return;
    }
    this.head += text;
    if (this.head.length >= HEAD_CHARACTERS) this.begin();
  }

  /** @throws DiagnosticError (model) as `parseCsv`. */
  finish(): Table {
    const delimiter = this.delimiter ?? this.begin();
    this.read(this.records.finish(), delimiter);
    if (this.header === undefined) throw this.empty();
    if (this.first !== undefined) this.addRow(this.first, this.header);
    if (this.lines.length === 0) {
      throw dataError("data-samples-missing", this.file, {
        message: "the file has names but no samples",
        hint: "add a line of numbers for each sample",
      });
    }
    const decimal = decimalOf(this.header.columns);
    return {
      file: this.file,
      columns: this.finishedColumns(this.header, decimal),
      lines: this.lines.finished(),
      notes: [
        ...(decimal === "," ? ["the commas in numbers are taken for decimal ones: 1,5 is one and a half"] : []),
        ...(this.units === undefined ? [] : [`line ${this.units.line} is taken for the units of the columns`]),
      ],
    };
  }

  private finishedColumns({ names, columns }: Header, decimal: DecimalSign): readonly Column[] {
    const titles = names.map((given, position) => withUnit(given, this.units?.cells[position] ?? ""));
    const identifiers = columnNames(titles);
    return columns.flatMap((column, position) => {
      // Without a name and without cells: lines that end in a separator have one.
      if (titles[position] === "" && column.isBlank) return [];
      return [column.finish(position + 1, titles[position], identifiers[position], decimal)];
    });
  }

  private empty(): Error {
    return dataError("data-samples-missing", this.file, {
      message: "the file is empty",
      hint: "it needs a line of names, such as x,y, and a line for each sample",
    });
  }

  private begin(): Delimiter {
    const { head } = this;
    const { text, declared } = withoutPreamble(head.startsWith("\ufeff") ? head.slice(1) : head);
    if (text.trim() === "") throw this.empty();
    this.delimiter = declared ?? detectDelimiter(text, this.file);
    this.head = "";
    this.cut(text, this.delimiter);
    return this.delimiter;
  }

  private cut(text: string, delimiter: Delimiter): void {
    const piece = this.records.push(text);
    if (piece !== undefined) this.read(piece, delimiter);
    if (this.records.waiting <= this.limits.record) return;
    throw dataError("data-malformed", `${this.file}: line ${this.line}`, {
      message: `a line has more than ${this.limits.record} characters`,
      note: "a quote may be opened there or further on and never closed",
      hint: "close the quote, or break the line",
    });
  }

  private read(piece: string, delimiter: Delimiter): void {
    const { records, nextLine } = readRecords(piece, delimiter, this.file, this.line);
    this.line = nextLine;
    for (const record of records) {
      if (isBlank(record)) continue;
      if (this.header === undefined) this.header = this.begunColumns(record, delimiter);
      else if (!isComment(record)) this.take(record, this.header, delimiter);
    }
  }

  private begunColumns(record: NumberedRecord, delimiter: Delimiter): Header {
    checkColumnCount(record.cells.length, this.file, this.limits);
    const names = readHeaders(record, this.file);
    return { names, columns: names.map(() => new ColumnReader(delimiter !== ",")) };
  }

  private take(given: NumberedRecord, header: Header, delimiter: Delimiter): void {
    const record = withoutSurplus(given, header.names.length);
    checkLength(record, header.names.length, delimiter, this.file);
    if (this.lines.length === 0 && this.first === undefined && this.units === undefined) {
      this.first = record;
      return;
    }
    if (this.first !== undefined) {
      if (areUnits(this.first, record, delimiter)) this.units = this.first;
      else this.addRow(this.first, header);
      this.first = undefined;
    }
    this.addRow(record, header);
  }

  private addRow({ cells, line }: NumberedRecord, { columns }: Header): void {
    this.lines.push(line);
    for (let position = 0; position < columns.length; position++) columns[position].push(cells[position]);
    const { cells: most } = this.limits;
    if (this.lines.length * columns.length <= most) return;
    throw dataError("data-too-large", this.file, {
      message: `the file has more than ${most} cells`,
      note: `line ${line} is the first beyond them`,
      hint: "train on a part of the lines, or remove columns that are not needed",
    });
  }
}

/**
 * The table in a text that is there as a whole. Columns are separated by commas, semicolons or tabs, lines end in LF, CRLF or CR, a byte order
 * mark, blank lines, comments (`# …`), `sep=;` and separators at the ends of lines are skipped. Where columns are not separated by commas,
 * numbers may have decimal commas. A line of units below the names becomes part of them, `temp [degC]`. Cells that are no numbers are kept
 * as problems: only columns that are used need to be numbers.
 *
 * @throws DiagnosticError (model): no text, too many cells or columns, misplaced quotes, no header, names given twice, no samples,
 * lines with more or fewer cells than the header.
 */
export function parseCsv(text: string, file: string): Table {
  const reader = new TableReader(file);
  reader.push(text);
  return reader.finish();
}

function isBlank({ cells }: NumberedRecord): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** A line that begins with `#`, unless it has a number in a later cell: it may be a sample whose first column is text. */
function isComment({ cells: [first, ...others] }: NumberedRecord): boolean {
  return first.startsWith("#") && !others.some((cell) => hasDecimalComma(cell) || typeof readCell(cell) === "number");
}

/** Separators at the end of a line beyond its last cell, as spreadsheets leave them. */
function withoutSurplus(record: NumberedRecord, expected: number): NumberedRecord {
  const { cells, line } = record;
  if (cells.length <= expected || cells.slice(expected).some((cell) => cell.trim() !== "")) return record;
  return { cells: cells.slice(0, expected), line };
}

/** A comma where commas do not separate columns and some cells have one among their digits, but none a point. */
function decimalOf(columns: readonly ColumnReader[]): DecimalSign {
  return columns.some(({ sawComma }) => sawComma) && !columns.some(({ sawPoint }) => sawPoint) ? "," : ".";
}

/** A line of units below the names: none of its cells is a number, and some of the next line are. */
function areUnits(first: NumberedRecord, second: NumberedRecord, delimiter: Delimiter): boolean {
  if (first.cells.some((cell) => isMissing(cell) && cell.trim() !== "" && cell.trim() !== "-")) return false;
  const signs: readonly DecimalSign[] = delimiter === "," ? ["."] : [".", ","];
  const hasNumber = ({ cells }: NumberedRecord): boolean => cells.some((cell) => signs.some((decimal) => typeof readCell(cell, decimal) === "number"));
  return !hasNumber(first) && hasNumber(second);
}

/** `temp [degC]` of `temp` and `degC`, `[degC]` or `(degC)`. */
function withUnit(header: string, unit: string): string {
  const trimmed = unit.trim().replace(/^[[(](.*)[\])]$/, "$1").trim();
  return header === "" || trimmed === "" || trimmed === "-" ? header : `${header} [${trimmed}]`;
}

function readHeaders({ cells, line }: NumberedRecord, file: string): readonly string[] {
  const place = `${file}: line ${line}`;
  if (cells.every((cell) => typeof readCell(cell) === "number")) {
    throw dataError("data-malformed", place, {
      message: "the first line has numbers where names are expected",
      hint: `put a line of names before it, such as ${cells.map((_, position) => (position === cells.length - 1 ? "y" : `x${position + 1}`)).slice(-4).join(",")}`,
    });
  }
  const headers = cells.map((cell) => cell.trim());
  checkDistinct(headers, (position) => `${place}, column ${position + 1} (${headers[position]})`);
  return headers;
}

function checkLength({ cells, line }: NumberedRecord, expected: number, delimiter: Delimiter, file: string): void {
  const { length } = cells;
  if (length === expected) return;
  throw dataError("data-malformed", `${file}: line ${line}`, {
    message: `the line has ${length === 1 ? "one cell" : `${length} cells`}`,
    note: `the header has ${expected} names, separated by ${DELIMITER_NAMES[delimiter]}`,
    hint:
      delimiter === "," && length === 2 * expected
        ? "where these are decimal commas, write decimal points: 1.5"
        : "give every line as many cells as there are names",
  });
}
