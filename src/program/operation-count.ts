// Counts what a call of a Program executes. Measures no time.

import { turnsOf, type Program, type Statement } from "./program.ts";

/** Statements one call executes: about as many operations, for a statement has one at the most. */
export function operationsOfCall(program: Program): number {
  return operationsOf(program.body);
}

function operationsOf(statements: readonly Statement[]): number {
  return statements.reduce((sum, statement) => sum + (statement.kind === "for" ? turnsOf(statement) * operationsOf(statement.body) : 1), 0);
}
