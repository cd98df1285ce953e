// Finds the tables whose rows are records: read a number at a time from a row that is picked. Spells nothing.

import type { Index, Program, TableBuffer } from "./program.ts";
import { tablesReadSo } from "./tables-read.ts";

/** Numbers of a record. */
const MOST_NUMBERS = 6;

/** Of the tables of programs that share them. */
export function recordTablesOf(programs: readonly Program[]): ReadonlySet<TableBuffer> {
  return tablesReadSo(programs, (program) => (index, table) => isOfRecord(index, table, program));
}

/** Whether a variable that is no loop's picks the row, and a constant the number in it. */
function isOfRecord({ constant, terms }: Index, { rowLength, size, order }: TableBuffer, { locals }: Program): boolean {
  const [term] = terms;
  const isRow = rowLength > 1 && rowLength <= MOST_NUMBERS && size > rowLength && order === undefined;
  return isRow && terms.length === 1 && term.factor === rowLength && locals[term.variable].bounds !== undefined && constant >= 0 && constant < rowLength;
}
