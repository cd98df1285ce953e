// Writes a checkpoint as the bytes of a safetensors file; contents.ts says what stands where.

import { FORMAT_KEY, FORMAT_NAME } from "../../formats/safetensors/checkpoint-model.ts";
import type { Tensor } from "../../formats/safetensors/tensor.ts";
import { writeSafetensors } from "../../formats/safetensors/write.ts";
import { stateArrays } from "../../train/state-arrays.ts";
import { settingsToJson } from "../settings/settings-json.ts";
import type { Checkpoint, EndedAttempt } from "./contents.ts";
import { attemptPrefix, attemptTensor, LAYOUT, PREFIX, recipeText } from "./contents.ts";

/** @param version of nnc. */
export function writeCheckpoint(checkpoint: Checkpoint, version: string): Uint8Array {
  const { settings, recipe, samples, isFinished, current, attempts, state, model } = checkpoint;
  const entries: Readonly<Record<string, string | undefined>> = {
    version: LAYOUT,
    nnc: version,
    options: settingsToJson(settings),
    recipe: recipeText(recipe),
    "data.file": samples?.name,
    "data.sha256": samples?.sha256,
    finished: String(isFinished),
    current: current && JSON.stringify(current),
    attempts: attempts.length === 0 ? undefined : JSON.stringify(attempts.map(describeAttempt)),
  };
  const own = Object.entries(entries).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[PREFIX + key, value]]));
  const stateTensors = state === undefined ? [] : stateArrays(state.state, state.sizes);
  const tensors = new Map<string, Tensor>([...(model?.tensors ?? []), ...stateTensors]);
  attempts.forEach((attempt, position) => {
    for (const [name, tensor] of attemptTensors(attempt, position)) tensors.set(name, tensor);
  });
  return writeSafetensors({ metadata: new Map([[FORMAT_KEY, FORMAT_NAME], ...(model?.metadata ?? []), ...own]), tensors });
}

/** Nothing of one that diverged. */
function* attemptTensors(attempt: EndedAttempt, position: number): Generator<readonly [string, Tensor], undefined> {
  if ("diverged" in attempt) return;
  const { parameters, history } = attempt;
  for (const [parameter, tensor] of parameters.entries()) yield [attemptTensor(position, parameter), tensor];
  if (history === undefined) return;
  const list = (values: readonly number[]): Tensor => ({ shape: [values.length], data: Float64Array.from(values) });
  yield [`${attemptPrefix(position)}losses`, list(history.losses)];
  yield [`${attemptPrefix(position)}maximum_errors`, list(history.maximumErrors)];
}

/** As `openCheckpoint` reads it. */
function describeAttempt(attempt: EndedAttempt): object {
  const { hidden, seed } = attempt;
  if ("diverged" in attempt) {
    const { id, message, place, note, hint } = attempt.diverged;
    return { hidden, seed, diverged: { id, message, place, note, hint } };
  }
  return { hidden, seed, dependsOnSeed: attempt.dependsOnSeed, stride: attempt.history?.stride };
}
