// A model of floats as one of integers of 8 bits: the bytes of its file, and what was lost. Reads and writes no file.

import { rangeOfAll, rangesOfSums } from "../codegen/lower/sum-ranges.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { writeOnnx } from "../formats/onnx/write.ts";
import { costOf } from "../network/describe.ts";
import { beforeSoftmax } from "../network/class-result.ts";
import type { Model, TrainingRecord } from "../network/model.ts";
import { removeUnchangingViews } from "../passes/remove-unchanging-views.ts";
import { callingConvention, type Bounds } from "../program/program.ts";
import { workingBytes } from "../program/working-memory.ts";
import { quantise, type QuantisationChoices, type QuantisedLayer } from "../quantise/quantise.ts";
import { lossOf, type QuantisationLoss } from "../quantise/loss.ts";
import { elementNames, type ModelSamples } from "../run/model-samples.ts";
import { quantizeCommandLine } from "../shell/quantize-command-line.ts";
import { inTurns } from "../train/in-turns.ts";
import { evaluatePausing } from "../verify/evaluate.ts";
import { sweep, type Points } from "../verify/points.ts";
import { loadBytes, type LoadedModel } from "./load-model.ts";
import { measuredOnSamples } from "./measured-on-samples.ts";
import { measuredAgainstTarget } from "./measured-against-target.ts";
import { VERSION } from "./version.ts";

export interface QuantisedModel {
  /** Of an ONNX file. */
  readonly bytes: Uint8Array;
  /** What these bytes hold. */
  readonly loaded: LoadedModel;
  readonly layers: readonly QuantisedLayer[];
  /** Layers that stay floats, by their names. */
  readonly keptFloat: readonly string[];
  /** Against the model of floats, at the inputs it was calibrated with. */
  readonly loss: QuantisationLoss;
  /** Of what is emitted, of each model. */
  readonly size: { readonly float: ModelSize; readonly quantised: ModelSize };
  /** What all integer sums of the emitted function lie within, by their types and weights; undefined where there are none, or lowering cannot tell. */
  readonly sums: Bounds | undefined;
}

export interface ModelSize {
  readonly fileBytes: number;
  readonly parameterBytes: number;
  /** Working memory of a call. */
  readonly workingBytes: number;
}

/** Inputs from a recorded domain. */
const POINTS_OF_DOMAIN = 4096;

/**
 * @param samples to calibrate with; undefined for points of the recorded domain.
 * @throws DiagnosticError: usage where there is neither and where a layer that is to stay has another name, model where nothing can be
 * quantised or a value is not finite.
 */
export async function quantisedModel(loaded: LoadedModel, samples: ModelSamples | undefined, choices: QuantisationChoices): Promise<QuantisedModel> {
  const points = pointsOf(loaded.model.record, samples);
  const { network, layers, keptFloat } = await inTurns(quantise(loaded.model.network, points, choices));
  const { record } = loaded.model;
  const command = commandOf(samples, choices);
  const model: Model = { network, record: record && withoutErrors(record, command) };
  const unmeasured = read(loaded, model);
  const both = {
    float: await inTurns(evaluatePausing(loaded.program, points)),
    quantised: await inTurns(evaluatePausing(unmeasured.program, points)),
  };
  const measured = model.record === undefined ? undefined : await measuredRecord(unmeasured, model.record, samples, both.quantised);
  const bytes = writeOnnx({ network, record: measured }, VERSION);
  const written = loadBytes(bytes.slice(), { path: loaded.fileName });
  const dataset = samples !== undefined && samples.dataset.outputs.length > 0 ? samples.dataset : undefined;
  const names = record?.data?.outputs.map(({ name }) => name) ?? elementNames(callingConvention(loaded.program).outputs);
  const tellsClasses = record?.data?.classes?.kind === "one-of" || beforeSoftmax(removeUnchangingViews(loaded.model.network)) !== undefined;
  return {
    bytes,
    loaded: written,
    layers,
    keptFloat,
    loss: lossOf(both, { points, names, tellsClasses, dataset }),
    size: { float: sizeOf(loaded, loaded.byteLength), quantised: sizeOf(written, bytes.length) },
    sums: rangeOfAll(rangesOfSums(written.network)),
  };
}

/** What a file of the model holds, as whoever reads it has it. */
function read({ fileName }: LoadedModel, model: Model): LoadedModel {
  return loadBytes(writeOnnx(model, VERSION), { path: fileName });
}

function sizeOf({ network, program }: LoadedModel, fileBytes: number): ModelSize {
  return { fileBytes, parameterBytes: costOf(network).parameterBytes, workingBytes: workingBytes(program) };
}

function pointsOf(record: TrainingRecord | undefined, samples: ModelSamples | undefined): Points {
  if (samples !== undefined) {
    const { inputs, lines, samples: { points } } = samples.dataset;
    return { width: inputs.length, count: lines.length, values: points };
  }
  if (record !== undefined) return sweep(record.domain, POINTS_OF_DOMAIN);
  throw new DiagnosticError({
    id: "calibration-missing",
    message: "there are no inputs to calibrate with",
    place: setting("data"),
    note: "the model does not record what its inputs are like",
    hint: prose`give a file of samples by ${setting("data")}`,
  });
}

/** What is true of the quantised network as well: where it comes from, but not its errors. */
function withoutErrors({ targets, domain, recipe, seed, iterations, batch, command, data, history }: TrainingRecord, next: string): TrainingRecord {
  return {
    ...{ targets, domain, recipe, seed },
    ...(iterations === undefined ? {} : { iterations }),
    ...(batch === undefined ? {} : { batch }),
    command: `${command} && ${next}`,
    error: undefined,
    ...(data === undefined ? {} : { data: { ...data, heldOut: undefined } }),
    ...(history === undefined ? {} : { history }),
  };
}

/** With errors that are those of the quantised network, wherever they can be had. */
async function measuredRecord(loaded: LoadedModel, record: TrainingRecord, samples: ModelSamples | undefined, results: Float32Array): Promise<TrainingRecord> {
  if (record.targets.length > 0) return (await measuredAgainstTarget(loaded, record)).model.record ?? record;
  return samples === undefined ? record : measuredOnSamples(record, samples, results);
}

function commandOf(samples: ModelSamples | undefined, { calibration, hasSymmetricActivations, keptFloat }: QuantisationChoices): string {
  return quantizeCommandLine({ data: samples?.file.name, calibration: calibration === "min-max" ? undefined : calibration, hasSymmetricActivations, keptFloat });
}
