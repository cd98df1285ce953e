// Opens a checkpoint from the bytes of its file, and refuses what is damaged; contents.ts says what stands where. What the state of
// the training is made of is looked at when the training goes on.

import * as z from "zod/mini";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { prose, setting, SETTING_NAMES } from "../../diagnostics/prose.ts";
import { readSafetensors } from "../../formats/safetensors/read.ts";
import type { Tensor } from "../../formats/safetensors/tensor.ts";
import { DIVERGENCES } from "../../train/diverged.ts";
import { settingsFromJson } from "../settings/settings-json.ts";
import type { EndedAttempt, OpenedCheckpoint } from "./contents.ts";
import { attemptPrefix, attemptTensor, LAYOUT, PREFIX } from "./contents.ts";

const whole = z.int().check(z.nonnegative());
const attempted = { hidden: z.array(whole), seed: whole };
const currentSchema = z.strictObject({ ...attempted, stage: z.enum(["gradient", "refinement"]), iteration: whole, iterations: whole });
const mention = z.strictObject({ setting: z.enum(SETTING_NAMES), value: z.optional(z.string()) });
const text = z.union([z.string(), z.array(z.union([z.string(), mention]))]);
const divergence = z.strictObject({
  id: z.enum(DIVERGENCES),
  message: text,
  place: z.optional(z.union([z.string(), mention])),
  note: z.optional(text),
  hint: z.optional(text),
});
const attemptSchema = z.union([
  z.strictObject({ ...attempted, dependsOnSeed: z.boolean(), stride: z.optional(whole.check(z.minimum(1))) }),
  z.strictObject({ ...attempted, diverged: divergence }),
]);

/**
 * @param file what messages call it.
 * @param version of this nnc: trainings of another one might end in other bits.
 * @throws DiagnosticError of category model where it cannot be read, or is of another version.
 */
export function openCheckpoint(bytes: Uint8Array, file: string, version: string): OpenedCheckpoint {
  const { metadata, tensors } = readSafetensors(bytes, file);
  const entry = (key: string): string | undefined => metadata.get(PREFIX + key);
  const [layout, writer] = [entry("version"), entry("nnc")];
  if (layout !== LAYOUT || writer !== version) throw writtenByAnother(file, writer, version);
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
    file,
    settings,
    recipe: entry("recipe") ?? "",
    samples: name === undefined || sha256 === undefined ? undefined : { name, sha256 },
    isFinished,
    current: parsed("current", currentSchema),
    attempts: (parsed("attempts", z.array(attemptSchema)) ?? []).map((attempt, position) => attemptFrom(attempt, position, tensors, file)),
    tensors,
  };
}

type Tensors = OpenedCheckpoint["tensors"];

function attemptFrom(attempt: z.infer<typeof attemptSchema>, position: number, tensors: Tensors, file: string): EndedAttempt {
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
  const own = attemptPrefix(position);
  const history = stride === undefined ? undefined : { stride, losses: list(`${own}losses`), maximumErrors: list(`${own}maximum_errors`) };
  return { hidden, seed, dependsOnSeed, parameters, history };
}

function writtenByAnother(file: string, writer: string | undefined, version: string): DiagnosticError {
  return new DiagnosticError({
    id: "checkpoint-of-other-version",
    message: `the checkpoint was written by ${writer === undefined ? "an unknown nnc" : `nnc ${writer}`}`,
    place: file,
    note: `this is nnc ${version}: it might end in other bits`,
    hint: prose`go on with the nnc that wrote it, or train without ${setting("resume")}`,
  });
}

function unreadable(file: string, key: string): DiagnosticError {
  return damaged(`${file}: metadata entry "${PREFIX}${key}"`, "the entry is missing or was not written by nnc");
}

function missing(file: string, tensor: string): DiagnosticError {
  return damaged(`${file}: tensor "${tensor}"`, "the tensor is missing or was not written by nnc");
}

function damaged(place: string, note: string): DiagnosticError {
  return new DiagnosticError({
    id: "checkpoint-unreadable",
    message: "the checkpoint cannot be read",
    place,
    note,
    hint: prose`the file is damaged; train again without ${setting("resume")}`,
  });
}
