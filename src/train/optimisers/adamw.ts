// adamw: adam with weight decay that does not go through the moments.

import { add, multiply, subtract } from "../../program/expression.ts";
import { adamRate, adamStep } from "./adam-moments.ts";
import type { FirstOrderOptimiser } from "./optimiser.ts";
import type { UpdateRule } from "./update-rule.ts";

/**
 * p ← p − (adam's step + α·λ·p): the decay follows the schedule of the learning rate α, and biases decay too (Loshchilov and
 * Hutter 2019, algorithm 2). α·λ is computed in float64 and rounded.
 */
function rule([decay]: readonly number[]): UpdateRule {
  return {
    stateCount: 2,
    rates: (step, learningRate) => [adamRate(step, learningRate), learningRate * decay],
    update(old) {
      const { change, state } = adamStep(old);
      const { parameter, rates: [, shrinkage] } = old;
      return { parameter: subtract(parameter, add(change, multiply(shrinkage, parameter))), state };
    },
  };
}

export const adamw: FirstOrderOptimiser = {
  name: "adamw",
  order: "first",
  parameters: [
    {
      name: "weight decay",
      usual: 0.01,
      allows: (value) => value >= 0 && Number.isFinite(value),
      range: "0 or a positive number within the range of float32",
      example: 0.01,
    },
  ],
  defaultLearningRate: 1e-3,
  rule,
};
