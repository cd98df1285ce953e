// sgd: stochastic gradient descent, p ← p − α·g. No momentum.

import type { Optimiser } from "./optimiser.ts";

export const sgd: Optimiser = {
  name: "sgd",
  defaultLearningRate: 0.01,
  start(count, learningRate) {
    const rate = Math.fround(learningRate);
    return {
      update(parameters, gradients) {
        for (let i = 0; i < count; i++) parameters[i] -= Math.fround(rate * gradients[i]);
      },
    };
  },
};
