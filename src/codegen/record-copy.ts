// Finds stores that copy a whole record of a table to neighbours in another array: a language may copy it in one piece. Spells nothing.

import { addIndex, constantIndex, isSameIndex } from "../program/expression.ts";
import type { Buffer, BufferId, Index, LocalId, Program, Statement } from "../program/program.ts";

export interface RecordCopy {
  /** Statements. */
  readonly length: number;
  readonly table: BufferId;
  readonly pick: LocalId;
  readonly target: BufferId;
  /** Of its first number there. */
  readonly index: Index;
}

/** The copy that begins with this statement; undefined where none does. */
export function recordCopyAt(statements: readonly Statement[], position: number, { buffers }: Program, matrices: ReadonlySet<Buffer>): RecordCopy | undefined {
  const first = statements[position];
  if (first.kind !== "store" || first.value.kind !== "load" || !matrices.has(buffers[first.value.buffer])) return undefined;
  const { buffer: target, index, value } = first;
  const table = buffers[value.buffer];
  const length = table.role === "table" ? table.rowLength : 1;
  if (value.index.terms.length !== 1 || value.index.terms[0].factor !== length) return undefined;
  const isCopied = (number: number): boolean => {
    const statement = statements[position + number];
    if (statement?.kind !== "store" || statement.value.kind !== "load") return false;
    const { buffer, index: from } = statement.value;
    const isNext = statement.buffer === target && isSameIndex(statement.index, addIndex(index, constantIndex(number)));
    return isNext && buffer === value.buffer && from.constant === number && isSameIndex(from, addIndex(value.index, constantIndex(number)));
  };
  if (!Array.from({ length }, (_, number) => number).every(isCopied)) return undefined;
  return { length, table: value.buffer, pick: value.index.terms[0].variable, target, index };
}
