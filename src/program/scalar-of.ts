// The type of an expression, inferred from its parts: Programs write types down where values are kept, not where they pass.

import { isConversion } from "./convert.ts";
import { OPERATORS } from "./operators.ts";
import type { Buffer, Expression, Local } from "./program.ts";
import type { Scalar } from "./scalar.ts";

/** What expressions refer to. */
export interface Declarations {
  readonly buffers: readonly Buffer[];
  readonly locals: readonly Local[];
}

/** @throws Error where the expression is ill-typed or names what is not declared: a defect of nnc. */
export function scalarOf(expression: Expression, declarations: Declarations): Scalar {
  return inferred(expression, declarations, (part) => scalarOf(part, declarations));
}

/** As `scalarOf`, of many expressions that share parts, each of which is looked at once. */
export function scalarsOfShared(declarations: Declarations): (expression: Expression) => Scalar {
  const known = new Map<Expression, Scalar>();
  const scalar = (expression: Expression): Scalar => {
    const found = known.get(expression) ?? inferred(expression, declarations, scalar);
    known.set(expression, found);
    return found;
  };
  return scalar;
}

function inferred(expression: Expression, declarations: Declarations, scalarOfPart: (part: Expression) => Scalar): Scalar {
  switch (expression.kind) {
    case "constant":
      return expression.scalar;
    case "local": {
      const local = declarations.locals[expression.local];
      if (local === undefined) throw new Error(`Program is broken: there is no local ${expression.local}`);
      return local.scalar;
    }
    case "load": {
      const buffer = declarations.buffers[expression.buffer];
      if (buffer === undefined) throw new Error(`Program is broken: there is no buffer ${expression.buffer}`);
      return buffer.scalar;
    }
    case "apply": {
      const { operator, operands } = expression;
      const row = OPERATORS[operator];
      const scalars = operands.map(scalarOfPart);
      const result = operands.length === row.operands.length ? row.result(scalars) : undefined;
      if (result === undefined) throw new Error(`Program is broken: there is no ${operator} of ${scalars.join(", ")}`);
      return result;
    }
    case "convert": {
      const { to, how } = expression;
      const from = scalarOfPart(expression.operand);
      if (!isConversion(from, to, how)) throw new Error(`Program is broken: ${from} is not converted to ${to} by ${how}`);
      return to;
    }
  }
}
