// Finds the number of a region in which roundings matter most: a power or a product that is read several times, such as the root of which a logistic
// function is made. Where what it lost is not known to be the same each time, quotients of it seem to lose far more than they do.

import { visitExpression } from "../../program/expression.ts";
import { isKernelName } from "../../program/operator-name.ts";
import { valuesOf, type LocalId, type Program, type Statement } from "../../program/program.ts";

const OFTEN = 3;

/** One statement at the most: the last one. @param program without loops. */
export function rereadIn({ body }: Program): readonly Statement[] {
  const reads = new Map<LocalId, number>();
  for (const statement of body) {
    if (statement.kind === "for") continue;
    for (const value of valuesOf(statement)) visitExpression(value, (one) => one.kind === "local" && reads.set(one.local, (reads.get(one.local) ?? 0) + 1));
  }
  return body.filter((statement) => statement.kind === "let" && (reads.get(statement.local) ?? 0) >= OFTEN && isMade(statement)).slice(-1);
}

function isMade({ value }: Extract<Statement, { readonly kind: "let" }>): boolean {
  return value.kind === "apply" && (value.operator === "multiply" || isKernelName(value.operator));
}
