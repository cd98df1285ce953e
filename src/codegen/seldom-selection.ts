// Finds selections that are nothing but what the next selection seldom takes: a language may write them there. Spells nothing.

import type { Expression, LocalId, Statement } from "../program/program.ts";

type Applied = Extract<Expression, { readonly kind: "apply" }>;
type Let = Extract<Statement, { readonly kind: "let" }>;

/** The selection that the statement names, where the next statement alone reads it, as the value that is not its usual one. */
export function seldomSelection({ local, value, mutable }: Let, next: Statement | undefined, reads: ReadonlyMap<LocalId, number>): Applied | undefined {
  if (mutable || next?.kind !== "let" || value.kind !== "apply" || next.value.kind !== "apply" || next.value.isUsual !== true) return undefined;
  const [, , whenFalse] = next.value.operands;
  const isSeldom = whenFalse.kind === "local" && whenFalse.local === local && reads.get(local) === 1;
  return isSeldom && value.operator === "select" ? value : undefined;
}
