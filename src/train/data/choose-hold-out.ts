// Chooses how many samples are set aside where nothing is said of it, and says what the samples show of themselves. Sets none aside.

import { rowsOf } from "../tabulated/rows.ts";
import { noiseOf } from "../tabulated/noise.ts";
import { toEnd } from "../to-end.ts";
import type { Dataset } from "./dataset.ts";
import { sampleCount } from "./dataset.ts";
import { DEFAULT_HOLD_OUT } from "./split.ts";

/** Of fewer samples every one is needed, and a fifth of them measures little. */
const FEW = 20;

export interface ChosenHoldOut {
  readonly share: number;
  /** Sentences, without a full stop, for the user. */
  readonly notes: readonly string[];
}

/**
 * The share that is said; else none of a table of one input that is free of noise, of a truth table with all its rows, nor of few
 * samples.
 *
 * @param said undefined where nothing is.
 */
export function chooseHoldOut(dataset: Dataset, said: number | undefined): ChosenHoldOut {
  const noises = dataset.inputs.length === 1 && dataset.classes === undefined ? noiseOfOutputs(dataset) : [];
  const ofWeight = dataset.samples.weights === undefined ? "" : " where they have the weight 1";
  const noiseNotes = dataset.outputs.flatMap(({ header, name }, output) => {
    const noise = noises[output] ?? 0;
    return noise > 0 ? [`the samples of '${header === "" ? name : header}' have noise of about ${noise.toPrecision(2)}${ofWeight}`] : [];
  });
  if (said !== undefined) return { share: said, notes: noiseNotes };
  const count = sampleCount(dataset);
  if (noises.length > 0 && noises.every((noise) => noise === 0)) {
    return { share: 0, notes: ["nothing is held out: the samples show no noise, and each of them is needed"] };
  }
  if (dataset.classes !== undefined && isTruthTable(dataset)) {
    return { share: 0, notes: ["nothing is held out: the samples are a whole truth table, and each of them is needed"] };
  }
  if (count < FEW) return { share: 0, notes: [...noiseNotes, `nothing is held out: of ${count} samples each is needed`] };
  return { share: DEFAULT_HOLD_OUT, notes: noiseNotes };
}

/** Whether every combination of zeros and ones is there once, and nothing else. */
function isTruthTable(dataset: Dataset): boolean {
  const { samples: { points }, inputs } = dataset;
  if (sampleCount(dataset) !== 2 ** inputs.length || !points.every((value) => value === 0 || value === 1)) return false;
  const rows = Array.from({ length: sampleCount(dataset) }, (_, row) => points.subarray(row * inputs.length, (row + 1) * inputs.length).join(""));
  return new Set(rows).size === rows.length;
}

function noiseOfOutputs({ samples, outputs }: Dataset): readonly number[] {
  const { points, values, weights } = samples;
  return outputs.map((_, output) => toEnd(noiseOf(rowsOf(points, values.filter((_value, at) => at % outputs.length === output), weights))));
}
