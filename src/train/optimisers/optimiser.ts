// What an optimiser is, as it can be chosen. Runs nothing.

import type { Choice } from "../choices.ts";
import type { UpdateRule } from "./update-rule.ts";

export type Optimiser = FirstOrderOptimiser | SecondOrderOptimiser;

/** Follows the gradient of a loss on one batch after the other: a name, and the rule for the values given behind it. */
export interface FirstOrderOptimiser extends Choice {
  readonly order: "first";
  readonly defaultLearningRate: number;
  /** @param values one for each of `parameters`. */
  rule(values: readonly number[]): UpdateRule;
}

/**
 * Knows how the error of every sample depends on every parameter. It minimises the mean squared error over the same samples in
 * all iterations and chooses the lengths of its steps: there is no batch, no learning rate and no schedule.
 */
export interface SecondOrderOptimiser extends Choice {
  readonly order: "second";
  /** Its iterations do far more than those of first-order optimisers. */
  readonly defaultIterations: number;
}
