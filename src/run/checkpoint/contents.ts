// What a checkpoint holds: what is trained, how far it is, and the network as it stands. Reads and writes no bytes.
//
//     nnc.checkpoint.version       1                   of this layout
//     nnc.checkpoint.nnc           0.1.0               the nnc that wrote it
//     nnc.checkpoint.options       {"seed":"4"}        the settings that were given, in JSON
//     nnc.checkpoint.recipe        {"name":"best",…}   what they came to
//     nnc.checkpoint.data.file     samples.csv         where samples are trained on, with
//     nnc.checkpoint.data.sha256   9f86d0…
//     nnc.checkpoint.finished      false               whether the model was written
//     nnc.checkpoint.current       {"hidden":[4],…}    the training that is under way, its tensors those of train/state-arrays.ts
//     nnc.checkpoint.attempts      [{"hidden":[2],…}]  the trainings of a search that are done, with the tensors
//       attempt.1.l1.W, …   F32                        the network of the first one,
//       attempt.1.losses, attempt.1.maximum_errors F64 and how it went, as it is recorded in models
//
// and those of the network, formats/safetensors/checkpoint-model.ts.

import type { Failure } from "../../diagnostics/diagnostic.ts";
import type { Safetensors, Tensor } from "../../formats/safetensors/tensor.ts";
import type { TrainingHistory } from "../../network/model.ts";
import type { StateSizes } from "../../train/state-arrays.ts";
import type { Recipe } from "../../train/recipes.ts";
import type { TrainingState } from "../../train/state.ts";
import type { SamplesName } from "../choose-source.ts";
import type { TrainingSettings } from "../settings/training-settings.ts";

/** Tells a training among those of a search. */
export interface Attempted {
  readonly hidden: readonly number[];
  readonly seed: number;
}

/** A training that is done: its network, or why it has none. */
export type EndedAttempt = Attempted & (KeptNetwork | { readonly diverged: Failure });

/** What is kept of a network. */
export interface KeptNetwork {
  readonly parameters: readonly Tensor[];
  readonly dependsOnSeed: boolean;
  readonly history: TrainingHistory | undefined;
}

/** How far a training is. */
export interface Position extends Attempted {
  readonly stage: "gradient" | "refinement";
  readonly iteration: number;
  readonly iterations: number;
}

/** What every checkpoint says, whoever reads it. */
interface CheckpointSummary {
  readonly settings: TrainingSettings;
  readonly samples: SamplesName | undefined;
  /** Whether the model was written. */
  readonly isFinished: boolean;
  readonly current: Position | undefined;
  readonly attempts: readonly EndedAttempt[];
}

export interface Checkpoint extends CheckpointSummary {
  /** What the settings come to. */
  readonly recipe: Recipe;
  /** Of `current`. */
  readonly state: { readonly state: TrainingState; readonly sizes: StateSizes } | undefined;
  /** The network as it stands; undefined where there is none. */
  readonly model: Safetensors | undefined;
}

/** A checkpoint whose state has not been looked at: for that one must know what is trained. */
export interface OpenedCheckpoint extends CheckpointSummary {
  /** What messages call the file. */
  readonly file: string;
  /** `recipeText` of what the settings came to. */
  readonly recipe: string;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** Of this layout. */
export const LAYOUT = "1";

/** Of the keys of all entries that are not those of a model. */
export const PREFIX = "nnc.checkpoint.";

/** The name of one parameter of an attempt's network: W and b of one layer after the other. Both positions count from 0. */
export function attemptTensor(attempt: number, parameter: number): string {
  return `${attemptPrefix(attempt)}l${(parameter >> 1) + 1}.${parameter % 2 === 0 ? "W" : "b"}`;
}

/** Of the names of the tensors of an attempt, counted from 0. */
export function attemptPrefix(attempt: number): string {
  return `attempt.${attempt + 1}.`;
}

/** A recipe with all it says, to be compared. */
export function recipeText(recipe: Recipe): string {
  return JSON.stringify(recipe);
}
