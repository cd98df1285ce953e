// x·sigmoid(t) where sigmoid(t) may be subnormal and x large: what swish and gelu_tanh are.

import { add, apply, constant, divide, less, multiply, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";

/** From here on sigmoid(t) is 1 in float32. */
const FAR = 18;

/**
 * With g = e^(t/2), sigmoid(t) is g·g/(g·g + 1); the last factor comes last, so that the product is rounded once where it is subnormal.
 * NaN where x is −∞ and sigmoid(t) 0.
 */
export function logisticProduct(x: Expression, t: Expression): Expression {
  const within = select(less(constant(FAR), t), constant(FAR), t);
  const root = apply("exp", [multiply(within, constant(0.5), "half")], "root");
  const share = divide(root, add(multiply(root, root, "square"), constant(1)), "share");
  return select(less(constant(FAR), t), x, multiply(multiply(x, root, "grown"), share));
}

/** The derivative by x of x·sigmoid(t), where that of t is `slopeOfT`. */
export function logisticProductSlope(x: Expression, t: Expression, slopeOfT: Expression): Expression {
  const own = apply("sigmoid", [t], "own");
  const bend = multiply(multiply(x, slopeOfT, "change"), subtract(constant(1), own, "rest"), "bend");
  return multiply(own, add(constant(1), bend, "factor"), "slope");
}
