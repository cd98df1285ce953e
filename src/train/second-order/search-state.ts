// What a refinement goes on from: plain data.

import type { MarquardtState } from "./marquardt-minimiser.ts";

/** All that a search goes on from. */
export interface SearchState {
  /** The position of the stage. */
  readonly stage: number;
  /** Where the stage began: its samples follow from it. */
  readonly stageStart: Float64Array;
  /** Before the stage's first iteration and after each one. */
  readonly norms: Float64Array;
  /** Whether nothing more is to be expected of the stage. */
  readonly stageEnded: boolean;
  readonly minimiser: MarquardtState;
  readonly best: Float64Array;
  /** The exponent that led to the best parameters. */
  readonly bestExponent: number;
  /** Iterations of the stage since the best parameters were found, or since it began. */
  readonly sinceBest: number;
  /** The smallest largest error of the best so far after each iteration. */
  readonly maximumErrors: Float64Array;
}
