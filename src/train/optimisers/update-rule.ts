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

/** A rule written out. Its locals are: 0 the parameter, 1 the gradient, then the state, then the rates. */
export interface UpdateFormula {
  readonly stateCount: number;
  readonly rateCount: number;
  readonly updated: Updated;
}

/** Writes a rule out. An expression that is used twice is one object. */
export function writeOut(rule: UpdateRule): UpdateFormula {
  const { stateCount } = rule;
  const rateCount = rule.rates(1, 1).length;
  const local = (position: number): Expression => ({ kind: "local", local: position });
  const updated = rule.update({
    parameter: local(0),
    gradient: local(1),
    state: Array.from({ length: stateCount }, (_, position) => local(2 + position)),
    rates: Array.from({ length: rateCount }, (_, position) => local(2 + stateCount + position)),
  });
  return { stateCount, rateCount, updated };
}
