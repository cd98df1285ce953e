// What an expression can be, from the declared bounds of what it is made of. Knows nothing of the order of statements.

import { convertInterval } from "./convert.ts";
import { everything, exactly, type Interval } from "./domains/interval.ts";
import { OPERATORS } from "./operators.ts";
import type { Bounds, Buffer, Expression } from "./program.ts";
import { isFloat, isInteger, type Scalar } from "./scalar.ts";
import { scalarOf, type Declarations } from "./scalar-of.ts";

/** An interval that holds every value of the expression. @throws Error where the expression is ill-typed. */
export function intervalOf(expression: Expression, declarations: Declarations): Interval {
  switch (expression.kind) {
    case "constant":
      return exactly(expression.value);
    case "local":
      return declaredInterval(declarations.locals[expression.local]);
    case "load":
      return storedInterval(declarations.buffers[expression.buffer]);
    case "apply":
      if (expression.operator === "select") return ofSelection(expression.operands, declarations);
      return OPERATORS[expression.operator].interval(
        expression.operands.map((operand) => intervalOf(operand, declarations)),
        scalarOf(expression, declarations),
      );
    case "convert":
      return convertInterval(expression.how, scalarOf(expression.operand, declarations), expression.to, intervalOf(expression.operand, declarations));
  }
}

function declaredInterval({ scalar, bounds }: { readonly scalar: Scalar; readonly bounds?: Bounds }): Interval {
  return bounds === undefined ? everything(scalar) : { low: bounds.least, high: bounds.greatest, nan: false };
}

/** Of a table of integers what stands in it; of other arrays what is declared. */
function storedInterval(buffer: Buffer): Interval {
  if (buffer.role !== "table" || !isInteger(buffer.scalar)) return declaredInterval(buffer);
  const known = EXTREMES.get(buffer);
  if (known !== undefined) return known;
  // A plain loop: a table may have hundreds of millions of elements.
  let [low, high] = [Infinity, -Infinity];
  for (const value of buffer.values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const extremes = { low, high, nan: false };
  EXTREMES.set(buffer, extremes);
  return extremes;
}

const EXTREMES = new WeakMap<Buffer, Interval>();

/** What is chosen where it is less than a number is less than it: of integers, the bounds follow. */
function ofSelection(operands: readonly Expression[], declarations: Declarations): Interval {
  const [condition, whenTrue, whenFalse] = operands;
  const [decision, chosen, other] = operands.map((operand) => intervalOf(operand, declarations));
  return OPERATORS.select.interval([decision, narrowed(whenTrue, chosen, condition, declarations), other], scalarOf(whenFalse, declarations));
}

/** The interval of what is chosen only where the condition holds. */
function narrowed(value: Expression, interval: Interval, condition: Expression, declarations: Declarations): Interval {
  if (condition.kind !== "apply" || condition.operator !== "less" || isFloat(scalarOf(value, declarations))) return interval;
  const [less, greater] = condition.operands;
  if (value.kind !== "local" || less.kind !== "local" || less.local !== value.local) return interval;
  return { ...interval, high: Math.min(interval.high, intervalOf(greater, declarations).high - 1) };
}
