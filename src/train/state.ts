// What a training goes on from: plain data, enough to give the same bits as if it had never been interrupted.

import type { RandomState } from "../numeric/random.ts";
import type { Epoch } from "./data/batches.ts";
import type { SearchState } from "./second-order/search-state.ts";
import type { StepState } from "./step/compile-step.ts";

export type TrainingState = GradientState | RefinementState;

/** Between two iterations of the gradient. */
export interface GradientState {
  readonly stage: "gradient";
  readonly step: StepState;
  readonly generator: RandomState;
  /** Where the samples of data are; undefined where samples are drawn from a domain. */
  readonly epoch: Epoch | undefined;
  /** Of all iterations done. */
  readonly losses: Float64Array;
}

/** Between two iterations of a refinement, or of a second-order optimiser. */
export interface RefinementState {
  readonly stage: "refinement";
  /** Of the gradient before it; none where there was none. */
  readonly losses: Float64Array;
  /** What the gradient ended with, or what the initialiser gave, in the order of `denseParameters`, one after the other. */
  readonly start: Float32Array;
  readonly search: SearchState;
}
