// Finds what a run of statements reads of the records that variables pick, so that whole records can be copied before. Changes nothing.

import { visitExpression } from "./expression.ts";
import type { Buffer, BufferId, Index, LocalId, Program } from "./program.ts";
import type { Straight } from "./runs-of-statements.ts";

/** The record of a table that a variable picks. */
export interface PickedRecord {
  readonly table: BufferId;
  readonly pick: LocalId;
  /** Numbers of the record. */
  readonly length: number;
}

/** Each once, in the order they are read in. @param tables those of records. */
export function pickedRecords(statements: readonly Straight[], { buffers }: Program, tables: ReadonlySet<Buffer>): readonly PickedRecord[] {
  const found = new Map<string, PickedRecord>();
  for (const { value } of statements) {
    visitExpression(value, (one) => {
      const buffer = one.kind === "load" ? buffers[one.buffer] : undefined;
      if (one.kind !== "load" || buffer?.role !== "table" || !tables.has(buffer)) return;
      const record = { table: one.buffer, pick: one.index.terms[0].variable, length: buffer.rowLength };
      found.set(recordKey(one.buffer, one.index), record);
    });
  }
  return [...found.values()];
}

/** Of the record that an index into a table of records is in. */
export function recordKey(table: BufferId, { terms }: Index): string {
  return `${table} ${terms.map(({ variable }) => variable).join(" ")}`;
}
