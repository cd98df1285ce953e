// Finds the tables that are read in one way alone. Spells nothing.

import { passedTables } from "./passed-tables.ts";
import type { Index, Program, TableBuffer } from "./program.ts";
import { visitAccesses } from "./visit-accesses.ts";

/** Whether an element of a table of the program is read in this way. */
export type IsRead = (index: Index, table: TableBuffer) => boolean;

/** Of the tables of programs that share them, those that every access of every program reads so. @param of what holds in a program. */
export function tablesReadSo(programs: readonly Program[], of: (program: Program) => IsRead): ReadonlySet<TableBuffer> {
  const read = new Set<TableBuffer>();
  const others = new Set<TableBuffer>();
  for (const program of programs) {
    const isRead = of(program);
    for (const table of passedTables(program)) others.add(table);
    visitAccesses(program.body, (id, index) => {
      const table = program.buffers[id];
      if (table.role === "table") (isRead(index, table) ? read : others).add(table);
    });
  }
  return new Set([...read].filter((table) => !others.has(table)));
}
