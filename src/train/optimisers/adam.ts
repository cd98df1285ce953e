// adam: Kingma and Ba 2015, in the form of Chainer 1. No weight decay.

import { subtract } from "../../program/expression.ts";
import { adamRate, adamStep } from "./adam-moments.ts";
import type { FirstOrderOptimiser } from "./optimiser.ts";
import type { UpdateRule } from "./update-rule.ts";

/** p ← p − adam's step. */
const rule: UpdateRule = {
  stateCount: 2,
  rates: (step, learningRate) => [adamRate(step, learningRate)],
  update(old) {
    const { change, state } = adamStep(old);
    return { parameter: subtract(old.parameter, change), state };
  },
};

export const adam: FirstOrderOptimiser = { name: "adam", order: "first", parameters: [], defaultLearningRate: 1e-3, rule: () => rule };
