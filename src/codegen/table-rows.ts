// Arranges the numbers of a table in lines, the same in every language.

import type { TableBuffer } from "../program/program.ts";

/** Numbers on one line at the most. */
const NUMBERS_PER_LINE = 6;

/**
 * The lines of a table's numbers, each number followed by a comma, without indentation: a row of the matrix starts
 * on a line of its own; vectors and single columns are simply filled in.
 */
export function tableRows(table: TableBuffer, literal: (value: number) => string): readonly string[] {
  const rowLength = table.rowLength > 1 ? table.rowLength : table.size;
  const lines: string[] = [];
  for (let row = 0; row < table.size; row += rowLength) {
    for (let first = row; first < row + rowLength; first += NUMBERS_PER_LINE) {
      const numbers = table.values.subarray(first, Math.min(first + NUMBERS_PER_LINE, row + rowLength));
      lines.push(Array.from(numbers, (value) => `${literal(value)},`).join(" "));
    }
  }
  return lines;
}
