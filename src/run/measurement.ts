// Measures a trained network, as the emitted function will compute it. Says nothing.

import { costOf } from "../network/describe.ts";
import type { MeasuredError } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { Program } from "../program/program.ts";
import type { Dataset } from "../train/data/dataset.ts";
import { measureOnData } from "../train/data/dataset-error.ts";
import type { PreparedDataset } from "../train/data/prepare.ts";
import type { Pausing } from "../train/pausing.ts";
import type { FunctionSource, TrainingSource } from "../train/source.ts";
import { evaluate, evaluatePausing } from "../verify/evaluate.ts";
import { affordableEffort, AFTER_TRAINING } from "../verify/seek/effort.ts";
import { seekLargestErrorPausing } from "../verify/seek/seek-largest-error.ts";
import { programOfPausing } from "./program-of.ts";

/** Where in the domain one value is shown: a fifth of the way, the article's 0.2 of [0, 1]. */
const SHOWN_AT = 0.2;

/** How good a network is. */
export interface Measurement {
  /** Over a sweep of the domain, or over the samples trained on, in the units of the file. */
  readonly error: MeasuredError;
  /** Of the samples held out; undefined where there are none. */
  readonly heldOut: MeasuredError | undefined;
  /** One value for a person to look at; undefined of samples. */
  readonly example: ExampleValue | undefined;
}

export interface ExampleValue {
  /** float32. */
  readonly point: readonly number[];
  /** One for each output: float32 with the emitted function's bits, and the target's value in float64. */
  readonly results: readonly number[];
  readonly wanted: readonly number[];
}

export function* measure(network: Network, source: TrainingSource): Pausing<Measurement> {
  return yield* source.kind === "function" ? measureOnDomain(network, source) : measureOnSamples(network, source.dataset);
}

function* measureOnDomain(network: Network, { targets, domain }: FunctionSource): Pausing<Measurement> {
  const program = yield* programOfPausing(network);
  const effort = affordableEffort(AFTER_TRAINING, costOf(network).multiplyAdds);
  const { error } = yield* seekLargestErrorPausing(program, targets, domain, effort);
  const values = Float32Array.from(domain, ({ low, high }) => low + SHOWN_AT * (high - low));
  const results = [...evaluate(program, { width: values.length, count: 1, values })];
  return { error, heldOut: undefined, example: { point: [...values], results, wanted: targets.map((target) => target.evaluate(values)) } };
}

function* measureOnSamples(network: Network, { training, heldOut }: PreparedDataset): Pausing<Measurement> {
  const program = yield* programOfPausing(network);
  return { error: yield* errorOn(program, training), heldOut: heldOut && (yield* errorOn(program, heldOut)), example: undefined };
}

/** With the emitted function's own bits. */
function* errorOn(program: Program, dataset: Dataset): Pausing<MeasuredError> {
  const { points } = dataset.samples;
  return measureOnData(dataset, yield* evaluatePausing(program, { width: dataset.inputs.length, count: dataset.lines.length, values: points }));
}
