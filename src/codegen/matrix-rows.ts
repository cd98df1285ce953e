// How elements and rows of tables are named where tables of rows are arrays of arrays, and where they are not.

import { addIndex, constantIndex, isSameIndex } from "../program/expression.ts";
import { matrixPlaceOf, type MatrixPlace } from "../program/matrix-tables.ts";
import type { Buffer, Index } from "../program/program.ts";
import type { Spelling } from "./language.ts";
import type { TableRow } from "./table-rows-of-loop.ts";

export interface RowSurroundings {
  readonly spelling: Spelling;
  /** Tables of rows, which are arrays of arrays. */
  readonly matrices: ReadonlySet<Buffer>;
  readonly index: (index: Index) => string;
}

/** Row and column of an element, where the table is an array of rows. */
export function placeInMatrix(buffer: Buffer, index: Index, matrices: ReadonlySet<Buffer>): MatrixPlace | undefined {
  return buffer.role === "table" && matrices.has(buffer) ? matrixPlaceOf(index, buffer.rowLength) : undefined;
}

/** Declares a name for what a loop reads: of an array of rows a whole one, of another array a part; undefined where the language or the table has none. */
export function rowDeclaration(
  { start, size }: TableRow,
  buffer: Buffer,
  { spelling, matrices, index }: RowSurroundings,
): ((name: string, table: string) => string) | undefined {
  const { row, matrixRow } = spelling;
  const place = placeInMatrix(buffer, start, matrices);
  if (place === undefined) {
    const part = { start: index(start), end: index(addIndex(start, constantIndex(size))), size, scalar: buffer.scalar, isAlone: true };
    return row && ((name, table) => row(name, table, part));
  }
  const isWhole = buffer.role === "table" && size === buffer.rowLength && isSameIndex(place.column, constantIndex(0));
  return isWhole && matrixRow !== undefined ? (name, table) => matrixRow(name, table, index(place.row)) : undefined;
}
