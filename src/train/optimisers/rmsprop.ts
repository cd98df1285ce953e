// rmsprop: gradients divided by the root of their recent mean square.

import { add, constant, divide, multiply, squareRoot, subtract } from "../../program/expression.ts";
import type { FirstOrderOptimiser } from "./optimiser.ts";
import type { UpdateRule } from "./update-rule.ts";

const EPSILON = constant(Math.fround(1e-8));

/** s ← s + (1 − ρ)(g² − s), p ← p − α·g / (√s + ε) (Tieleman and Hinton, "Neural Networks for Machine Learning", lecture 6.5, 2012). */
function rule([decay]: readonly number[]): UpdateRule {
  const gain = constant(Math.fround(1 - decay));
  return {
    stateCount: 1,
    rates: (_, learningRate) => [learningRate],
    update({ parameter, gradient, state: [square], rates: [rate] }) {
      const next = add(square, multiply(gain, subtract(multiply(gradient, gradient), square)));
      const change = divide(multiply(rate, gradient), add(squareRoot(next), EPSILON));
      return { parameter: subtract(parameter, change), state: [next] };
    },
  };
}

export const rmsprop: FirstOrderOptimiser = {
  name: "rmsprop",
  order: "first",
  parameters: [
    {
      name: "decay",
      usual: 0.9,
      allows: (value) => value >= 0 && value < 1,
      range: "at least 0 and less than 1",
      example: 0.9,
    },
  ],
  defaultLearningRate: 1e-3,
  rule,
};
