// The operators of Programs, one row each: whatever walks expressions looks up a row and has one arm for all of them.
// Basic ones have a row in operators/, elementary functions a kernel in kernels/, from which their row follows.

import { KERNELS } from "./kernels/index.ts";
import { KERNEL_NAMES, type KernelName, type OperatorName } from "./operator-name.ts";
import type { Operator } from "./operator.ts";
import { BASIC_OPERATORS } from "./operators/basic.ts";
import { elementary } from "./operators/elementary.ts";

export type { OperatorName } from "./operator-name.ts";

export const OPERATORS: Readonly<Record<OperatorName, Operator>> = { ...BASIC_OPERATORS, ...elementaryOperators() };

/** Every operator's name, for tests that walk them all. */
export const OPERATOR_NAMES: readonly OperatorName[] = Object.keys(OPERATORS).filter((name): name is OperatorName => name in OPERATORS);

function elementaryOperators(): Readonly<Record<KernelName, Operator>> {
  const rows: Partial<Record<KernelName, Operator>> = {};
  for (const name of KERNEL_NAMES) rows[name] = elementary(KERNELS[name]);
  if (!isComplete(rows)) throw new Error("a kernel has no row");
  return rows;
}

function isComplete(rows: Partial<Record<KernelName, Operator>>): rows is Readonly<Record<KernelName, Operator>> {
  return KERNEL_NAMES.every((name) => rows[name] !== undefined);
}
