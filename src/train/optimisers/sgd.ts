// sgd: stochastic gradient descent, p ← p − α·g. No momentum.

import { multiply, subtract } from "../../program/expression.ts";
import type { FirstOrderOptimiser } from "./optimiser.ts";
import type { UpdateRule } from "./update-rule.ts";

const rule: UpdateRule = {
  stateCount: 0,
  rates: (_, learningRate) => [learningRate],
  update: ({ parameter, gradient, rates: [rate] }) => ({
    parameter: subtract(parameter, multiply(rate, gradient)),
    state: [],
  }),
};

export const sgd: FirstOrderOptimiser = { name: "sgd", order: "first", parameters: [], defaultLearningRate: 0.01, rule: () => rule };
