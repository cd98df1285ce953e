// x·sigmoid(t) where sigmoid(t) may be subnormal and x large: what swish and gelu_tanh are.

import { add, apply, constant, divide, multiply, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";

/**
 * Of g = e^(t/2), finite for float32 and 0 where sigmoid(t) is: sigmoid(t) is g·g/(g·g + 1), and the last factor comes last, so that the
 * product is rounded once where it is subnormal. NaN where x is infinite and g 0.
 *
 * @param isFar where sigmoid(t) is 1 in float32, and x·g may be infinite.
 */
export function logisticProduct(x: Expression, root: Expression, isFar: Expression): Expression {
  const share = divide(root, add(multiply(root, root, "square"), constant(1), "raised"), "share");
  return select(isFar, x, multiply(multiply(x, root, "grown"), share));
}

/** The derivative by x of x·sigmoid(t), where that of t is `slopeOfT`. */
export function logisticProductSlope(x: Expression, t: Expression, slopeOfT: Expression): Expression {
  const own = apply("sigmoid", [t], "own");
  const bend = multiply(multiply(x, slopeOfT, "change"), subtract(constant(1), own, "rest"), "bend");
  return multiply(own, add(constant(1), bend, "factor"), "slope");
}
