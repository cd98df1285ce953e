// Sums up how a training went, for the model file. Draws nothing.

import type { TrainingHistory } from "../network/model.ts";

/** As many as a plot has room for. */
const MOST_LOSSES = 250;
/** Of the numbers kept: as many as can be read off a plot. */
const DIGITS = 3;

/**
 * The losses in stretches of equal length, each one by its mean, and the largest errors as they are; undefined where there
 * are neither. Of data both are in standardised units.
 */
export function summariseHistory(losses: Float64Array, maximumErrors: Float64Array): TrainingHistory | undefined {
  if (losses.length === 0 && maximumErrors.length === 0) return undefined;
  const stride = Math.max(1, Math.ceil(losses.length / MOST_LOSSES));
  const means: number[] = [];
  for (let from = 0; from < losses.length; from += stride) {
    const stretch = losses.subarray(from, from + stride);
    means.push(shortened(stretch.reduce((sum, loss) => sum + loss, 0) / stretch.length));
  }
  return { stride, losses: means, maximumErrors: Array.from(maximumErrors, shortened) };
}

function shortened(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
