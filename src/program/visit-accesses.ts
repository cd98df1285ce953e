// Visits every access to a buffer that statements have.

import { visitExpression } from "./expression.ts";
import { valuesOf, type BufferId, type Index, type Statement } from "./program.ts";

/** Of a part of an array that is passed to another function, the first element. */
export function visitAccesses(statements: readonly Statement[], visit: (buffer: BufferId, index: Index) => void): void {
  for (const statement of statements) {
    if (statement.kind === "for") {
      visitAccesses(statement.body, visit);
      continue;
    }
    if (statement.kind === "store") visit(statement.buffer, statement.index);
    if (statement.kind === "call") {
      for (const argument of statement.arguments) if (argument.kind === "region") visit(argument.buffer, argument.start);
    }
    for (const value of valuesOf(statement)) {
      visitExpression(value, (one) => {
        if (one.kind === "load") visit(one.buffer, one.index);
      });
    }
  }
}
