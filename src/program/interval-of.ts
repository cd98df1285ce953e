// What an expression can be, from the declared bounds of what it is made of. Knows nothing of the order of statements.

import { convertInterval } from "./convert.ts";
import { everything, exactly, type Interval } from "./domains/interval.ts";
import { OPERATORS } from "./operators.ts";
import type { Expression } from "./program.ts";
import { scalarOf, type Declarations } from "./scalar-of.ts";

/** An interval that holds every value of the expression. @throws Error where the expression is ill-typed. */
export function intervalOf(expression: Expression, declarations: Declarations): Interval {
  switch (expression.kind) {
    case "constant":
      return exactly(expression.value);
    case "local": {
      const { scalar, bounds } = declarations.locals[expression.local];
      return bounds === undefined ? everything(scalar) : { low: bounds.least, high: bounds.greatest, nan: false };
    }
    case "load":
      return everything(scalarOf(expression, declarations));
    case "apply":
      return OPERATORS[expression.operator].interval(
        expression.operands.map((operand) => intervalOf(operand, declarations)),
        scalarOf(expression, declarations),
      );
    case "convert":
      return convertInterval(expression.how, expression.to, intervalOf(expression.operand, declarations));
  }
}
