// A checkpoint as a safetensors file and back: what is trained, how far it is, and the network as it stands. Opens no files.
//
//     nnc.checkpoint.version       1                   of this layout
//     nnc.checkpoint.nnc           0.1.0               the nnc that wrote it
//     nnc.checkpoint.options       {"seed":"4"}        the options that were given, in JSON
//     nnc.checkpoint.recipe        {"name":"best",…}   what they came to
//     nnc.checkpoint.data.file     samples.csv         where samples are trained on, with
//     nnc.checkpoint.data.sha256   9f86d0…
//     nnc.checkpoint.finished      false               whether the model was written
//     nnc.checkpoint.current       {"hidden":[4],…}    the training that is under way, its tensors those of train/checkpoint.ts
//     nnc.checkpoint.attempts      [{"hidden":[2],…}]  the trainings of a search that are done, with the tensors
//       attempt.1.l1.W, …   F32                        the network of the first one,
//       attempt.1.losses, attempt.1.maximum_errors F64 and how it went, as it is recorded in models
//
// and those of the network, formats/safetensors/checkpoint-model.ts.

import * as z from "zod/mini";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { FORMAT_KEY, FORMAT_NAME } from "../../formats/safetensors/checkpoint-model.ts";
import { looksLikeCheckpoint } from "../../formats/safetensors/index.ts";
import { readSafetensors } from "../../formats/safetensors/read.ts";
import type { Safetensors, Tensor } from "../../formats/safetensors/tensor.ts";
import { writeSafetensors } from "../../formats/safetensors/write.ts";
import type { TrainingHistory } from "../../network/model.ts";
import type { StateSizes } from "../../train/checkpoint.ts";
import { stateArrays } from "../../train/checkpoint.ts";
import type { Recipe } from "../../train/recipes.ts";
import type { TrainingState } from "../../train/state.ts";
import type { TrainingSettings } from "../settings/training-settings.ts";
import { settingsFromJson, settingsToJson } from "../settings/training-settings.ts";
import { VERSION } from "../../cli/entry/version.ts";

const LAYOUT = "1";
const PREFIX = "nnc.checkpoint.";

/** Tells a training among those of a search. */
export interface Attempted {
  readonly hidden: readonly number[];
  readonly seed: number;
}

/** A training that is done: its network, or why it has none. */
export type FinishedAttempt = Attempted &
  (
    | { readonly parameters: readonly Tensor[]; readonly dependsOnSeed: boolean; readonly history: TrainingHistory | undefined }
    | { readonly diverged: Diagnostic }
  );

/** How far a training is. */
export interface Position extends Attempted {
  readonly stage: "gradient" | "refinement";
  readonly iteration: number;
  readonly iterations: number;
}

export interface DataName {
  readonly file: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
}

/** What every checkpoint says, whoever reads it. */
interface CheckpointSummary {
  readonly settings: TrainingSettings;
  readonly data: DataName | undefined;
  /** Whether the model was written. */
  readonly isFinished: boolean;
  readonly current: Position | undefined;
}

export interface Checkpoint extends CheckpointSummary {
  /** What the settings come to. */
  readonly recipe: Recipe;
  readonly attempts: readonly FinishedAttempt[];
  /** Of `current`. */
  readonly state: { readonly state: TrainingState; readonly sizes: StateSizes } | undefined;
  /** The network as it stands; undefined where there is none. */
  readonly model: Safetensors | undefined;
}

export function writeCheckpoint({ settings, recipe, data, isFinished, current, attempts, state, model }: Checkpoint): Uint8Array {
  const entries: Readonly<Record<string, string | undefined>> = {
    version: LAYOUT,
    nnc: VERSION,
    options: settingsToJson(settings),
    recipe: recipeText(recipe),
    "data.file": data?.file,
    "data.sha256": data?.sha256,
    finished: String(isFinished),
    current: current && JSON.stringify(current),
    attempts: attempts.length === 0 ? undefined : JSON.stringify(attempts.map(describeAttempt)),
  };
  const own = Object.entries(entries).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[PREFIX + key, value]]));
  const tensors = new Map<string, Tensor>([...(model?.tensors ?? []), ...(state === undefined ? [] : stateArrays(state.state, state.sizes))]);
  attempts.forEach((attempt, position) => {
    if ("diverged" in attempt) return;
    const { parameters, history } = attempt;
    parameters.forEach((tensor, parameter) => tensors.set(attemptTensor(position, parameter), tensor));
    const list = (name: string, values: readonly number[]) => tensors.set(`attempt.${position + 1}.${name}`, { shape: [values.length], data: Float64Array.from(values) });
    if (history === undefined) return;
    list("losses", history.losses);
    list("maximum_errors", history.maximumErrors);
  });
  return writeSafetensors({ metadata: new Map([[FORMAT_KEY, FORMAT_NAME], ...(model?.metadata ?? []), ...own]), tensors });
}

function attemptTensor(position: number, parameter: number): string {
  return `attempt.${position + 1}.l${(parameter >> 1) + 1}.${parameter % 2 === 0 ? "W" : "b"}`;
}

/** As the schema below reads it. */
function describeAttempt(attempt: FinishedAttempt): object {
  const { hidden, seed } = attempt;
  if ("diverged" in attempt) return { hidden, seed, diverged: attempt.diverged };
  return { hidden, seed, dependsOnSeed: attempt.dependsOnSeed, stride: attempt.history?.stride };
}

/** A recipe with all it says, to be compared. */
export function recipeText(recipe: Recipe): string {
  return JSON.stringify(recipe);
}

const whole = z.int().check(z.nonnegative());
const attempted = { hidden: z.array(whole), seed: whole };
const currentSchema = z.strictObject({ ...attempted, stage: z.enum(["gradient", "refinement"]), iteration: whole, iterations: whole });
const detail = z.optional(z.string());
const diagnosticSchema = z.pipe(
  z.strictObject({ category: z.literal("check"), message: z.string(), place: detail, note: detail, hint: detail }),
  z.transform(({ category, message, place, note, hint }): Diagnostic => ({
    category,
    message,
    ...(place === undefined ? {} : { place }),
    ...(note === undefined ? {} : { note }),
    ...(hint === undefined ? {} : { hint }),
  })),
);
const attemptSchema = z.union([
  z.strictObject({ ...attempted, dependsOnSeed: z.boolean(), stride: z.optional(whole.check(z.minimum(1))) }),
  z.strictObject({ ...attempted, diverged: diagnosticSchema }),
]);

/** A checkpoint whose state has not been looked at: for that one must know what is trained. */
export interface OpenedCheckpoint extends CheckpointSummary {
  /** `recipeText` of what the settings came to. */
  readonly recipe: string;
  readonly attempts: readonly FinishedAttempt[];
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/**
 * @param file what messages call it.
 * @throws DiagnosticError of category model where it is no checkpoint, or one of another version.
 */
export function openCheckpoint(bytes: Uint8Array, file: string): OpenedCheckpoint {
  if (!looksLikeCheckpoint(bytes)) throw refused(file, "the file is no checkpoint of nnc's", undefined, "choose another model with -o, or train without --resume");
  const { metadata, tensors } = readSafetensors(bytes, file);
  const entry = (key: string): string | undefined => metadata.get(PREFIX + key);
  const [layout, version] = [entry("version"), entry("nnc")];
  if (layout !== LAYOUT || version !== VERSION) {
    throw refused(file, `the checkpoint was written by ${version === undefined ? "an unknown nnc" : `nnc ${version}`}`, `this is nnc ${VERSION}: it might end in other bits`, "go on with the nnc that wrote it, or train without --resume");
  }
  const parsed = <Value>(key: string, schema: z.ZodMiniType<Value>): Value | undefined => {
    const json = entry(key);
    if (json === undefined) return undefined;
    try {
      return schema.parse(JSON.parse(json));
    } catch {
      throw unreadable(file, key);
    }
  };
  const settings = settingsFromJson(entry("options") ?? "");
  if (settings === undefined) throw unreadable(file, "options");
  const isFinished = parsed("finished", z.boolean());
  if (isFinished === undefined) throw unreadable(file, "finished");
  const [name, sha256] = [entry("data.file"), entry("data.sha256")];
  return {
    settings,
    recipe: entry("recipe") ?? "",
    data: name === undefined || sha256 === undefined ? undefined : { file: name, sha256 },
    isFinished,
    current: parsed("current", currentSchema),
    attempts: (parsed("attempts", z.array(attemptSchema)) ?? []).map((attempt, position) => attemptFrom(attempt, position, tensors, file)),
    tensors,
  };
}

function attemptFrom(attempt: z.infer<typeof attemptSchema>, position: number, tensors: ReadonlyMap<string, Tensor>, file: string): FinishedAttempt {
  if ("diverged" in attempt) return attempt;
  const { hidden, seed, dependsOnSeed, stride } = attempt;
  const parameters = Array.from({ length: 2 * (hidden.length + 1) }, (_, parameter): Tensor => {
    const name = attemptTensor(position, parameter);
    const tensor = tensors.get(name);
    if (tensor === undefined) throw missing(file, name);
    return tensor;
  });
  const list = (name: string): readonly number[] => {
    const data = tensors.get(name)?.data;
    if (!(data instanceof Float64Array) || data.some((value) => !(value >= 0))) throw missing(file, name);
    return [...data];
  };
  const own = `attempt.${position + 1}`;
  const history = stride === undefined ? undefined : { stride, losses: list(`${own}.losses`), maximumErrors: list(`${own}.maximum_errors`) };
  return { hidden, seed, dependsOnSeed, parameters, history };
}

const DAMAGED = "the file is damaged; train again without --resume";

function unreadable(file: string, key: string): DiagnosticError {
  return refused(`${file}: metadata entry "${PREFIX}${key}"`, "the checkpoint cannot be read", "the entry is missing or was not written by nnc", DAMAGED);
}

function missing(file: string, tensor: string): DiagnosticError {
  return refused(`${file}: tensor "${tensor}"`, "the checkpoint cannot be read", "the tensor is missing or was not written by nnc", DAMAGED);
}

function refused(place: string, message: string, note: string | undefined, hint: string): DiagnosticError {
  return new DiagnosticError({ category: "model", message, place, ...(note === undefined ? {} : { note }), hint });
}
