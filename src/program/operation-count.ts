// Counts what a call of a Program executes. Measures no time.

import { kernelFunction } from "./kernel-program.ts";
import { isKernelName } from "./operator-name.ts";
import { turnsOf, type Program, type Statement } from "./program.ts";

/** Statements one call executes, those of kernels included: about as many operations, for a statement has one at the most. */
export function operationsOfCall(program: Program): number {
  return operationsOf(program.body);
}

function operationsOf(statements: readonly Statement[]): number {
  return statements.reduce((sum, statement) => sum + operationsOfOne(statement), 0);
}

function operationsOfOne(statement: Statement): number {
  if (statement.kind === "for") return turnsOf(statement) * operationsOf(statement.body);
  if (statement.kind === "call") return 1;
  const { value } = statement;
  return value.kind === "apply" && isKernelName(value.operator) ? operationsOfCall(kernelFunction(value.operator).program) : 1;
}
