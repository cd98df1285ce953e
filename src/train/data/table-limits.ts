// How much of a table is read.

import { dataError } from "./table.ts";

export interface TableLimits {
  /** Each takes eight bytes, and as many again while it is trained on. */
  readonly cells: number;
  readonly columns: number;
  /** Characters of a record. */
  readonly record: number;
}

export const TABLE_LIMITS: TableLimits = { cells: 2 ** 26, columns: 2 ** 14, record: 2 ** 24 };

/** @throws DiagnosticError (model) for more columns than are read. */
export function checkColumnCount(count: number, file: string, limits: TableLimits): void {
  if (count <= limits.columns) return;
  throw dataError("data-too-large", file, {
    message: `the file has ${count} columns`,
    note: `at most ${limits.columns} are read`,
    hint: "remove columns that are not needed",
  });
}
