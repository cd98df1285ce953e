// What a training is asked for.

import type { Recipe } from "./recipes.ts";
import type { TrainingSource } from "./source.ts";
import type { TrainingState } from "./state.ts";

export interface TrainingOptions {
  readonly recipe: Recipe;
  readonly source: TrainingSource;
  /** 0 … 2^32 − 1: the same seed and options give the same bits on every machine. */
  readonly seed: number;
  /** Goes on from a state that a training with the same options reported: it ends with the same bits. */
  readonly resume?: TrainingState;
  /** Reports after every so many iterations of the gradient too, exactly; 1 or more. Changes no bits. */
  readonly reportEvery?: number;
}
