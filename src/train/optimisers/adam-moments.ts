// What adam and adamw share: two moving averages of the gradient and the step they lead to.

import { sqrt } from "../../numeric/elementary/index.ts";
import { add, constant, divide, multiply, squareRoot, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { UpdateOperands } from "./update-rule.ts";

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = constant(Math.fround(1e-8));
const FIRST_GAIN = constant(Math.fround(1 - BETA_1));
const SECOND_GAIN = constant(Math.fround(1 - BETA_2));

/** α_t = α·√(1 − β2^t) / (1 − β1^t), for step t = 1, 2, …, in float64. */
export function adamRate(step: number, learningRate: number): number {
  return (learningRate * sqrt(1 - wholePower(BETA_2, step))) / (1 - wholePower(BETA_1, step));
}

/** By squaring, from the last binary digit on: multiplications only, a few for each step of a training. Exponents below 2^32. */
function wholePower(base: number, exponent: number): number {
  let result = 1;
  for (let rest = exponent, square = base; rest > 0; rest >>>= 1, square *= square) {
    if ((rest & 1) === 1) result *= square;
  }
  return result;
}

/**
 * m ← m + (1 − β1)(g − m), v ← v + (1 − β2)(g² − v), and the step α_t·m / (√v + ε), where α_t is the first rate: ε is added to
 * the root of the uncorrected second moment, as in Chainer 1.
 */
export function adamStep({ gradient, state: [first, second], rates: [rate] }: UpdateOperands): {
  readonly change: Expression;
  readonly state: readonly Expression[];
} {
  const m = add(first, multiply(FIRST_GAIN, subtract(gradient, first)));
  const v = add(second, multiply(SECOND_GAIN, subtract(multiply(gradient, gradient), second)));
  return { change: divide(multiply(rate, m), add(squareRoot(v), EPSILON)), state: [m, v] };
}
