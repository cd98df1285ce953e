// Says what errors were seen: of how many inputs, since of others nothing is known.

import type { MeasuredError } from "../../network/model.ts";
import { showCount, showError, showShare } from "../../numeric/shown-number.ts";
import { showPoint } from "./lay-out.ts";

/**
 * Of a classifier `145 of 150 samples told right, 96.7 %; RMS of the probabilities 8.31e-2`, else
 * `largest error seen in 65,711 inputs: 7.90e-7 at x = 0.5; RMS 2.85e-7`.
 *
 * @param names of the variables.
 * @param what the inputs are.
 */
export function describeSeen(error: MeasuredError, names: readonly string[] | undefined, what = "inputs"): string {
  const { maximum, at, rootMeanSquare, samples, right } = error;
  if (right !== undefined) return `${showCount(right)} of ${showCount(samples)} ${what} told right, ${showShare(right / samples)}; RMS of the probabilities ${showError(rootMeanSquare)}`;
  const largest = `largest error seen in ${showCount(samples)} ${what}: ${showError(maximum)}`;
  return `${largest} at ${showPoint(at, names)}; RMS ${showError(rootMeanSquare)}`;
}
