// What a run tells whoever subscribes to it: events as data, of which a terminal makes lines, a page pictures and a file a checkpoint.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { RefinementProgress } from "../train/best-training.ts";
import type { GradientProgress } from "../train/gradient-training.ts";
import type { Recipe } from "../train/recipes.ts";
import type { TriedSize } from "../train/smallest-hidden.ts";
import type { TrainingProgress } from "../train/trainer.ts";

/** One training of a run. */
export interface Attempt {
  readonly recipe: Recipe;
  readonly seed: number;
}

export type RunEvent =
  | { readonly kind: "started"; readonly attempt: Attempt }
  /** After an iteration: the training stands still until all have seen it. */
  | { readonly kind: "progress"; readonly attempt: Attempt; readonly progress: TrainingProgress }
  /** However it ended; it is measured after that. What diverged is an attempt too; a failure of another kind ends the run. */
  | { readonly kind: "ended"; readonly attempt: Attempt; readonly outcome: "trained" | "diverged" | "failed" }
  | { readonly kind: "said"; readonly remark: Remark };

/** What a search finds out on its way. */
export type Remark =
  /** Its error is larger than what is wanted: another seed is next. */
  | { readonly kind: "missed"; readonly seed: number; readonly worst: number; readonly wanted: number }
  /** A size of the hidden layers and the error it reached. */
  | { readonly kind: "measured"; readonly hidden: readonly number[]; readonly worst: number }
  /** Which one: told by its seed, or by its hidden layers where these are what is searched. */
  | { readonly kind: "diverged"; readonly of: Pick<Attempt, "seed"> | Pick<Recipe, "hidden">; readonly diagnostic: Diagnostic }
  /** All sizes that were tried; `smallest` is one of them, or there is none that will do. */
  | { readonly kind: "sizes"; readonly tried: readonly TriedSize[]; readonly smallest: TriedSize | undefined };

/** What whoever shows a training looks at: the network as it stands is built on demand. */
export type WatchedProgress = (WatchedGradient | WatchedRefinement) & Pick<TrainingProgress, "network">;

type WatchedGradient = Pick<GradientProgress, "stage" | "iteration" | "iterations" | "loss" | "losses">;
type WatchedRefinement = Pick<RefinementProgress, "stage" | "iteration" | "iterations" | "maximumError" | "losses">;

export type Listener = (event: RunEvent) => void;
