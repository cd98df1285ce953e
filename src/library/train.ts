// Trains a network on a function or on samples, from settings to the bytes of a model. Prints nothing and opens no file.

import type { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { writeModel } from "../formats/index.ts";
import type { MeasuredError } from "../network/model.ts";
import { loadBytes, type LoadedModel } from "../pipeline/load-model.ts";
import { VERSION } from "../pipeline/version.ts";
import { beginRun } from "../run/begin-run.ts";
import { trainingCommand } from "../shell/train-command-line.ts";
import { optionsOf } from "./options.ts";
import { samplesIn } from "./samples-in.ts";
import { TRAIN_OPTIONS, type TrainOptions } from "./train-schema.ts";
import { domainOf } from "./written-domain.ts";

export interface TrainedModel extends LoadedModel {
  /** Of the model file (ONNX), the very ones that `nnc train` writes with the same settings. */
  readonly bytes: Uint8Array;
  /** Over the domain, or over the samples that were trained on. */
  readonly error: MeasuredError;
  /** Of the samples that were held out; undefined without samples. */
  readonly heldOut: MeasuredError | undefined;
  /** Why `maxError` was not reached; undefined where it was, or where none was asked for. */
  readonly failure: DiagnosticError | undefined;
}

/**
 * Trains, and gives the model ready for `emit` and `check`. Now and then other work of the process has its turn.
 *
 * @throws DiagnosticError: usage and model where the settings or samples cannot be used, check where the training diverged.
 */
export async function train(options: TrainOptions = {}): Promise<TrainedModel> {
  const { samples, observe, target = [], domain, ...others } = optionsOf<TrainOptions>(TRAIN_OPTIONS, options, "train");
  const settings = { ...others, target: [target].flat(), domain: domainOf(domain) };
  const run = await beginRun({ settings, samples: samples && (await samplesIn(samples)), commandOf: trainingCommand });
  if (observe !== undefined) run.subscribe(observe);
  const { trained, failure } = await run.finish();
  const { network, error, heldOut } = trained;
  const bytes = writeModel({ network, record: run.recordOf(trained) }, VERSION);
  return { ...loadBytes(bytes.slice(), { path: "model.onnx" }), bytes, error, heldOut, failure };
}
