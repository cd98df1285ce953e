// The rule of a first-order optimiser: the new value of one parameter and of what is remembered of it. Runs nothing: a rule
// written out is compiled into the training step.

import type { Expression } from "../../program/program.ts";

/**
 * One step for one parameter, the same for all. It is written once, in expressions of Programs, so that whatever runs steps
 * computes the same: every operation is rounded to float32.
 */
export interface UpdateRule {
  /** How many numbers are remembered for each parameter; they start at 0. */
  readonly stateCount: number;
  /**
   * The numbers that are the same for all parameters but may change from step to step, in float64; each is rounded to
   * float32 before it is used. `step` counts from 1; there are always equally many.
   */
  rates(step: number, learningRate: number): readonly number[];
  /** The new values from the old ones. */
  update(old: UpdateOperands): Updated;
}

export interface UpdateOperands {
  readonly parameter: Expression;
  readonly gradient: Expression;
  /** `stateCount` of them. */
  readonly state: readonly Expression[];
  readonly rates: readonly Expression[];
}

export interface Updated {
  readonly parameter: Expression;
  readonly state: readonly Expression[];
}
