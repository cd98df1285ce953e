// The checkpoint of a run as it stands. Decides nothing about when one is written, nor where.

import { isFailure } from "../../diagnostics/diagnostic.ts";
import { writeDenseModel } from "../../formats/safetensors/checkpoint-model.ts";
import type { Safetensors } from "../../formats/safetensors/tensor.ts";
import { stateSizes } from "../../train/state-arrays.ts";
import { finishedNetworkOf } from "../../train/trainer.ts";
import { tensorsOf } from "../kept-network.ts";
import type { TrainingRun } from "../training-run.ts";
import { positionOf } from "../training-run.ts";
import { writeCheckpoint } from "./write-checkpoint.ts";

/**
 * The bytes of a file. To be called while the training stands still, as it does while it tells an event.
 *
 * @param isFinished whether the run's model was written.
 * @param version of nnc.
 */
export function checkpointOf(run: TrainingRun, isFinished: boolean, version: string): Uint8Array {
  const { current, attempts, plan } = run;
  const { settings, recipe, samples, source } = plan;
  const state = current && { state: current.progress.state(), sizes: stateSizes(current.recipe, source) };
  const common = { settings, recipe, samples, isFinished, attempts };
  return writeCheckpoint({ ...common, current: current && positionOf(current), state, model: modelOf(run) }, version);
}

/** The network as it stands; none where float32 cannot hold it in the units of the data or at all: the training's end will tell. */
function modelOf(run: TrainingRun): Safetensors | undefined {
  try {
    const shown = run.network();
    if (shown === undefined) return undefined;
    const { recipe, network } = shown;
    const { activation, outputActivation = activation, hidden } = finishedNetworkOf(recipe, run.plan.source);
    const record = run.recordOf({ ...shown, error: undefined, heldOut: undefined });
    return writeDenseModel(tensorsOf(network), [...hidden.map(() => activation), outputActivation], record);
  } catch (error) {
    if (isFailure(error, "scaling-beyond-float32", "parameter-not-finite")) return undefined;
    throw error;
  }
}
