// What a schedule is: how the learning rate changes from step to step.

import type { Choice } from "../choices.ts";

/** A schedule as it can be chosen: a name, and the factor for the values given behind it. */
export interface Schedule extends Choice {
  /**
   * What the learning rate is multiplied by in a step: from 0 to 1, float64, of the same bits on every machine.
   *
   * @param values one for each of `parameters`.
   */
  factor(values: readonly number[], time: StepTime): number;
}

export interface StepTime {
  /** 1, 2, …, steps. */
  readonly step: number;
  /** All steps of the training. */
  readonly steps: number;
}
