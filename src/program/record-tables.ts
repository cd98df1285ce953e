// Finds the tables whose rows are records: read a number at a time from a row that is picked. Spells nothing.

import { passedTables } from "./passed-tables.ts";
import type { Index, Program, TableBuffer } from "./program.ts";
import { visitAccesses } from "./visit-accesses.ts";

/** Numbers of a record. */
const MOST_NUMBERS = 6;

/** Of the tables of programs that share them. */
export function recordTablesOf(programs: readonly Program[]): ReadonlySet<TableBuffer> {
  const read = new Set<TableBuffer>();
  const others = new Set<TableBuffer>();
  for (const program of programs) {
    for (const table of passedTables(program)) others.add(table);
    visitAccesses(program.body, (id, index) => {
      const buffer = program.buffers[id];
      if (buffer.role === "table") (isOfRecord(index, buffer, program) ? read : others).add(buffer);
    });
  }
  return new Set([...read].filter((table) => !others.has(table)));
}

/** Whether a variable that is no loop's picks the row, and a constant the number in it. */
function isOfRecord({ constant, terms }: Index, { rowLength, size, order }: TableBuffer, { locals }: Program): boolean {
  const [term] = terms;
  const isRow = rowLength > 1 && rowLength <= MOST_NUMBERS && size > rowLength && order === undefined;
  return isRow && terms.length === 1 && term.factor === rowLength && locals[term.variable].bounds !== undefined && constant >= 0 && constant < rowLength;
}
