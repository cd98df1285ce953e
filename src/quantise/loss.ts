// How far the results of a quantised network are from those of the network of floats, and how well both do at samples. Evaluates nothing.

import { labelOfRow } from "../train/data/class-of-row.ts";
import type { Dataset } from "../train/data/dataset.ts";
import { measureOnData } from "../train/data/dataset-error.ts";
import type { MeasuredError } from "../network/model.ts";
import type { Points } from "../verify/points.ts";

/** |quantised − float| of an output element. */
export interface OutputLoss {
  readonly name: string;
  readonly maximum: number;
  readonly rootMeanSquare: number;
  /** Of the floats' results, for comparison. */
  readonly low: number;
  readonly high: number;
}

export interface QuantisationLoss {
  /** The largest |quantised − float| of all outputs, Infinity where one of both is no number. */
  readonly maximum: number;
  /** The input where it is. */
  readonly at: readonly number[];
  readonly rootMeanSquare: number;
  readonly samples: number;
  readonly outputs: readonly OutputLoss[];
  /** Inputs that both tell the same class of; undefined of networks that tell none. */
  readonly agreeing: number | undefined;
  /** Against the samples, where there are values for the outputs. */
  readonly data: { readonly float: MeasuredError; readonly quantised: MeasuredError } | undefined;
}

/** Results of both: samples × outputs. */
export interface BothResults {
  readonly float: Float32Array;
  readonly quantised: Float32Array;
}

export interface LossContext {
  readonly points: Points;
  readonly names: readonly string[];
  /** Whether outputs are what a class is told by. */
  readonly tellsClasses: boolean;
  /** With outputs; undefined where there are no values for them. */
  readonly dataset: Dataset | undefined;
}

export function lossOf({ float, quantised }: BothResults, { points, names, tellsClasses, dataset }: LossContext): QuantisationLoss {
  const width = names.length;
  const sums = names.map((name) => ({ name, maximum: 0, squares: 0, low: Infinity, high: -Infinity }));
  let [maximum, worst, agreeing] = [-1, 0, 0];
  for (let row = 0; row < points.count; row++) {
    for (const [output, sum] of sums.entries()) {
      const [wanted, given] = [float[row * width + output], quantised[row * width + output]];
      const error = distance(wanted, given);
      if (error > maximum) [maximum, worst] = [error, row];
      if (error > sum.maximum) sum.maximum = error;
      sum.squares += error * error;
      if (wanted < sum.low) sum.low = wanted;
      if (wanted > sum.high) sum.high = wanted;
    }
    if (labelOfRow(float, row * width, width) === labelOfRow(quantised, row * width, width)) agreeing++;
  }
  const mean = (squares: number, count: number): number => Math.sqrt(squares / Math.max(1, count));
  return {
    maximum: Math.max(0, maximum),
    at: [...points.values.subarray(worst * points.width, (worst + 1) * points.width)],
    rootMeanSquare: mean(sums.reduce((sum, { squares }) => sum + squares, 0), points.count * width),
    samples: points.count,
    outputs: sums.map(({ squares, ...one }) => ({ ...one, rootMeanSquare: mean(squares, points.count) })),
    agreeing: tellsClasses ? agreeing : undefined,
    data: dataset && { float: measureOnData(dataset, float), quantised: measureOnData(dataset, quantised) },
  };
}

/** 0 of what is the same, NaN and infinities included. */
function distance(wanted: number, given: number): number {
  if (Object.is(wanted, given)) return 0;
  const error = Math.abs(given - wanted);
  return Number.isNaN(error) ? Infinity : error;
}
