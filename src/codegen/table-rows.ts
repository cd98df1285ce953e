// Arranges the numbers of a table in lines, the same in every language. Millions of numbers are usual: they go through one
// piece of memory and are never strings.

import { LONGEST_DECIMAL, writeFloat32 } from "../numeric/decimal.ts";
import type { TableBuffer } from "../program/program.ts";
import type { Values } from "../program/scalar.ts";
import { storedRows } from "../program/stored-rows.ts";
import type { LiteralStyle } from "./literal.ts";
import { Passage } from "./text.ts";

/** Numbers on one line at the most. */
const NUMBERS_PER_LINE = 6;
const PIECE_BYTES = 2 ** 15;
/** Bytes of the lines before and behind a row, at the most. */
const ROW_ENDS = 64;
/** Bytes of a literal: a float64 with its conversion is the longest. */
const LONGEST_LITERAL = Math.max(LONGEST_DECIMAL, 48);

const POINT = 0x2e;
const LETTER_E = 0x65;
const COMMA = 0x2c;
const BLANK = 0x20;

/**
 * The lines of a table's numbers, each number followed by a comma, each line begun by `indent`: a row of the matrix starts on a line
 * of its own; vectors and single columns are simply filled in.
 *
 * @param style of float32 numbers, of which there may be millions.
 * @param literal of numbers of other types.
 */
export function tableRows(table: TableBuffer, style: LiteralStyle, literal: (value: number) => string, indent: string): Passage {
  return new Passage(() => pieces(table, new LineWriter(style, literal, indent, NO_BRACKETS), undefined));
}

/** As `tableRows`, of a table with these extents: rows are in braces, a short one on a line, a long one in lines of its own. */
export function arrayRows(
  table: TableBuffer,
  extents: readonly number[],
  style: LiteralStyle,
  literal: (value: number) => string,
  indent: string,
): Passage {
  if (extents.length === 1) return tableRows(table, style, literal, indent);
  const isLong = (extents.at(-1) ?? 1) > NUMBERS_PER_LINE;
  // A writer for each reading: a package's texts are read for their digests as well.
  const writer = (): LineWriter => (isLong ? new LineWriter(style, literal, indent + indent, NO_BRACKETS) : new LineWriter(style, literal, indent, BRACES));
  return new Passage(() => pieces(table, writer(), isLong ? { open: `${indent}{`, close: `${indent}},` } : undefined));
}

/** `[9][2]`. */
export function bracketed(extents: readonly number[]): string {
  return extents.map((extent) => `[${extent}]`).join("");
}

interface Brackets {
  readonly open: string;
  /** With what parts a line from the next. */
  readonly close: string;
}

const NO_BRACKETS: Brackets = { open: "", close: "," };
const BRACES: Brackets = { open: "{", close: "}," };

/** @param around lines before and behind each row. */
function* pieces(table: TableBuffer, writer: LineWriter, around: Brackets | undefined): Generator<Uint8Array, undefined> {
  for (const row of storedRows(table)) {
    if (around !== undefined) writer.text(around.open);
    for (let first = 0; first < row.length; first += NUMBERS_PER_LINE) {
      if (writer.isFull()) yield writer.take();
      writer.line(row, first, Math.min(first + NUMBERS_PER_LINE, row.length));
    }
    if (around !== undefined) writer.text(around.close);
  }
  yield writer.take();
}

class LineWriter {
  private readonly encoder = new TextEncoder();
  private readonly literal: (value: number) => string;
  private readonly lineStart: Uint8Array;
  private readonly lineEnd: Uint8Array;
  private readonly before: Uint8Array;
  private readonly afterWhole: Uint8Array;
  private readonly afterOther: Uint8Array;
  private readonly bytes: Uint8Array;
  private end = 0;
  private isFirst = true;

  constructor({ before = "", afterWhole, afterOther }: LiteralStyle, literal: (value: number) => string, indent: string, { open, close }: Brackets) {
    const { encoder } = this;
    this.literal = literal;
    this.lineStart = encoder.encode(`\n${indent}${open}`);
    this.lineEnd = encoder.encode(close);
    this.before = encoder.encode(before);
    this.afterWhole = encoder.encode(afterWhole);
    this.afterOther = encoder.encode(afterOther);
    const longestNumber = LONGEST_LITERAL + this.before.length + Math.max(this.afterWhole.length, this.afterOther.length) + 2;
    this.bytes = new Uint8Array(PIECE_BYTES + ROW_ENDS + this.lineStart.length + this.lineEnd.length + NUMBERS_PER_LINE * longestNumber);
  }

  isFull(): boolean {
    return this.end > PIECE_BYTES;
  }

  /** What was written since the last time, until a line is written again. */
  take(): Uint8Array {
    const piece = this.bytes.subarray(0, this.end);
    this.end = 0;
    return piece;
  }

  /** Numbers first … last − 1 of the row; a line's end stands before every line but the first. */
  line(row: Values, first: number, last: number): void {
    this.write(this.isFirst ? this.lineStart.subarray(1) : this.lineStart);
    this.isFirst = false;
    const { bytes } = this;
    for (let position = first; position < last; position++) {
      if (position > first) {
        bytes[this.end++] = COMMA;
        bytes[this.end++] = BLANK;
      }
      if (row instanceof Float32Array) this.float32(row, position);
      else this.other(this.literal(row[position]));
    }
    this.write(this.lineEnd);
  }

  /** A line of its own. */
  text(line: string): void {
    this.write(this.encoder.encode(this.isFirst ? line : `\n${line}`));
    this.isFirst = false;
  }

  /** A literal of another type, character by character: they are ASCII, and an encoder takes longer for each than all else. */
  private other(literal: string): void {
    for (let i = 0; i < literal.length; i++) this.bytes[this.end++] = literal.charCodeAt(i);
  }

  private float32(row: Float32Array, position: number): void {
    this.write(this.before);
    const { bytes, end: start } = this;
    this.end = writeFloat32(row, position, bytes, start);
    this.write(isWhole(bytes, start, this.end) ? this.afterWhole : this.afterOther);
  }

  private write(written: Uint8Array): void {
    for (let i = 0; i < written.length; i++) this.bytes[this.end++] = written[i];
  }
}

function isWhole(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === POINT || bytes[i] === LETTER_E) return false;
  return true;
}
