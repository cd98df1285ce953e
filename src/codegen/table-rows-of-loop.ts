// Finds the rows of tables that a loop reads from their beginning to their end: what can be given a name before the loop, so that
// its body has no place to compute and no bound to check. Spells nothing.

import { visitExpression } from "../program/expression.ts";
import type { BufferId, Index, LocalId, Program, Statement } from "../program/program.ts";
import { valuesOf } from "../program/program.ts";

type Loop = Extract<Statement, { readonly kind: "for" }>;

/** As many elements of a table as the loop has turns. */
export interface TableRow {
  readonly buffer: BufferId;
  /** Of the first element; it depends on loops around this one. */
  readonly start: Index;
  readonly size: number;
}

/** Rows that the statements of a loop read, those of loops inside it left out, in the order in which they are read. */
export function tableRowsOf(loop: Loop, { buffers }: Program, isKnown: (variable: LocalId) => boolean): readonly TableRow[] {
  const { variable, extent, step, body } = loop;
  const rows: TableRow[] = [];
  if (step !== 1) return rows;
  for (const statement of body) {
    if (statement.kind === "for") continue;
    for (const value of valuesOf(statement)) {
      visitExpression(value, (one) => {
        if (one.kind !== "load" || buffers[one.buffer]?.role !== "table") return;
        const start = startOf(one.index, variable);
        if (start === undefined || start.terms.length === 0 || !start.terms.every((term) => isKnown(term.variable))) return;
        if (rows.every((row) => !isRow(row, one.buffer, start))) rows.push({ buffer: one.buffer, start, size: extent });
      });
    }
  }
  return rows;
}

/** The index without the loop's variable; undefined where the variable does not step through neighbours. */
export function startOf({ constant, terms }: Index, variable: LocalId): Index | undefined {
  if (!terms.some((term) => term.variable === variable && term.factor === 1)) return undefined;
  return { constant, terms: terms.filter((term) => term.variable !== variable) };
}

export function isRow(row: TableRow, buffer: BufferId, { constant, terms }: Index): boolean {
  return (
    row.buffer === buffer &&
    row.start.constant === constant &&
    row.start.terms.length === terms.length &&
    row.start.terms.every(({ variable, factor }, place) => terms[place].variable === variable && terms[place].factor === factor)
  );
}
