// Measures how far results are from the outputs of a dataset, in raw units. Evaluates no network and judges nothing.

import type { MeasuredError } from "../../network/model.ts";
import type { Dataset } from "./dataset.ts";
import { countRight } from "./class-of-row.ts";
import { sampleCount } from "./dataset.ts";

/**
 * The error of results[samples × outputs] at the samples of a dataset, over all outputs together and of each one. A result that is NaN has
 * an infinite error; sums are in float64 in the order of the samples.
 */
export function measureOnData(dataset: Dataset, results: Float32Array): MeasuredError {
  const { points, values } = dataset.samples;
  const [inputs, outputs, samples] = [dataset.inputs.length, dataset.outputs.length, sampleCount(dataset)];
  let maximum = -1;
  let at = 0;
  let squares = 0;
  const byOutput = new Array<number>(outputs).fill(0);
  for (let i = 0; i < values.length; i++) {
    const difference = Math.abs(results[i] - values[i]);
    const error = Number.isNaN(difference) ? Infinity : difference;
    squares += error * error;
    byOutput[i % outputs] = Math.max(byOutput[i % outputs], error);
    if (error > maximum) {
      maximum = error;
      at = Math.floor(i / outputs);
    }
  }
  return {
    maximum,
    at: [...points.subarray(at * inputs, (at + 1) * inputs)],
    rootMeanSquare: Math.sqrt(squares / values.length),
    samples,
    ...(outputs > 1 ? { byOutput } : {}),
    ...(dataset.classes === undefined ? {} : { right: countRight(dataset, dataset.classes, results) }),
  };
}
