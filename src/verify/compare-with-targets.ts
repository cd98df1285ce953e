// Measures how far results are from their targets at given points. Looks for no others and judges nothing.

import type { MeasuredError } from "../network/model.ts";
import { ulpDistance } from "../numeric/float32.ts";
import type { Target } from "../train/target/target.ts";
import type { Points } from "./points.ts";
import { errorOf, targetsAt } from "./seek/evaluations.ts";

export interface ErrorReport extends MeasuredError {
  /** The largest distance from the target rounded to float32, in units in the last place: float32 values between. */
  readonly maximumUlp: number;
  readonly ulpAt: readonly number[];
}

/**
 * The error of results at points. A result that is NaN has an infinite error. The target is evaluated in float64 at
 * the float32 input the function was given.
 *
 * @param spread how many of the points, from the first on, the root mean square is taken of.
 */
export function compareWithTargets(
  points: Points,
  results: Float32Array,
  targets: readonly Target[],
  spread: number = points.count,
): ErrorReport {
  const { width, count, values } = points;
  return compareWithValues(points, results, targetsAt(targets, values.subarray(0, count * width), width), spread);
}

/**
 * The same with what the results should be at each point.
 *
 * @param wanted points × outputs, float64.
 */
export function compareWithValues(points: Points, results: Float32Array, wanted: Float64Array, spread: number = points.count): ErrorReport {
  const { width, count, values } = points;
  const outputs = wanted.length / count;
  let [maximum, at] = [-1, 0];
  let [maximumUlp, ulpAt] = [-1, 0];
  let sumOfSquares = 0;
  const byOutput = new Array<number>(outputs).fill(0);
  for (let i = 0; i < count * outputs; i++) {
    const [point, output] = [Math.floor(i / outputs), i % outputs];
    const error = errorOf(results[i], wanted[i]);
    const ulp = ulpDistance(results[i], Math.fround(wanted[i]));
    if (point < spread) sumOfSquares += error * error;
    byOutput[output] = Math.max(byOutput[output], error);
    if (error > maximum) [maximum, at] = [error, point];
    if (ulp > maximumUlp) [maximumUlp, ulpAt] = [ulp, point];
  }
  const pointAt = (i: number): readonly number[] => [...values.subarray(i * width, (i + 1) * width)];
  const rootMeanSquare = Math.sqrt(sumOfSquares / (spread * outputs));
  const measured = { maximum, at: pointAt(at), rootMeanSquare, samples: count, maximumUlp, ulpAt: pointAt(ulpAt) };
  return outputs > 1 ? { ...measured, byOutput } : measured;
}
