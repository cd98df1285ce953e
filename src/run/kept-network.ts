// The network of an attempt that is done as a checkpoint keeps it, and back.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { Tensor } from "../formats/safetensors/tensor.ts";
import type { Network } from "../network/network.ts";
import { denseNetwork, denseParameters } from "../train/architecture.ts";
import type { Recipe } from "../train/recipes.ts";
import type { TrainingSource } from "../train/source.ts";
import { finishedNetworkOf } from "../train/trainer.ts";
import type { Attempted, KeptNetwork } from "./checkpoint/contents.ts";

/** The parameters of a dense network in their order. */
export function tensorsOf(network: Network): readonly Tensor[] {
  return network.values.flatMap((value) => (value.kind === "parameter" ? [{ shape: value.shape, data: value.data }] : []));
}

/**
 * @param file what messages call the checkpoint.
 * @throws DiagnosticError (model) where the parameters are none of the recipe's network.
 */
export function restoredNetwork(kept: Attempted & KeptNetwork, recipe: Recipe, source: TrainingSource, file: string): Network {
  const { parameters, seed } = kept;
  const architecture = finishedNetworkOf(recipe, source);
  const values = denseParameters(architecture).map(({ name, shape }, position) => {
    const { data, shape: given } = parameters[position];
    if (data instanceof Float32Array && given.join() === shape.join()) return data;
    throw new DiagnosticError({
      id: "checkpoint-training-damaged",
      message: "the checkpoint cannot be gone on from",
      place: file,
      note: `${name} of the finished training with seed ${seed} is of another type or shape`,
      hint: prose`the file is damaged; train again without ${setting("resume")}`,
    });
  });
  return denseNetwork(architecture, 1, values);
}
