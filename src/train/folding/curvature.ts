// Measures how much a sampled target bends, and where. Does not choose knots.

import { cbrt } from "../../numeric/elementary/index.ts";
import type { Samples } from "./sample-target.ts";

/** How much slopes change, as functions that grow along the domain and are linear between `positions`. */
export interface Curvature {
  readonly positions: Float64Array;
  /** Sum of |f''|^(2/3), upward and downward bends apart. */
  readonly upwardDensity: Float64Array;
  readonly downwardDensity: Float64Array;
  /** Sum of |f''|: the changes of the slope. */
  readonly upwardSlope: Float64Array;
  readonly downwardSlope: Float64Array;
}

/**
 * The bends of the polygon through the samples, those at kinks left out. A polygon of N segments approximates f to
 * about |f''|·(its segment)²/16, and folds at work on both sides of a knot ask for kinks as dense as |f''|^(2/3) (see
 * start-fold.ts).
 */
export function measureCurvature({ points, values }: Samples, kinks: readonly number[]): Curvature {
  const count = points.length;
  const positions = new Float64Array(count);
  const upwardDensity = new Float64Array(count);
  const downwardDensity = new Float64Array(count);
  const upwardSlope = new Float64Array(count);
  const downwardSlope = new Float64Array(count);
  positions[0] = points[0];
  const noise = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * 2 ** -50;
  let kink = 0;
  for (let index = 1; index < count; index++) {
    const previous = index - 1;
    upwardDensity[index] = upwardDensity[previous];
    downwardDensity[index] = downwardDensity[previous];
    upwardSlope[index] = upwardSlope[previous];
    downwardSlope[index] = downwardSlope[previous];
    if (index === count - 1) {
      positions[index] = points[index];
      continue;
    }
    positions[index] = (points[index] + points[index + 1]) / 2;
    const before = points[index] - points[previous];
    const after = points[index + 1] - points[index];
    while (kink < kinks.length && kinks[kink] < points[previous]) kink++;
    if (kink < kinks.length && kinks[kink] <= points[index + 1]) continue;
    const bend = (values[index + 1] - values[index]) / after - (values[index] - values[previous]) / before;
    if (Math.abs(bend) * Math.min(before, after) <= noise) continue;
    const width = (before + after) / 2;
    const root = cbrt(Math.abs(bend) / width);
    const density = root * root * width;
    (bend > 0 ? upwardDensity : downwardDensity)[index] += density;
    (bend > 0 ? upwardSlope : downwardSlope)[index] += Math.abs(bend);
  }
  return { positions, upwardDensity, downwardDensity, upwardSlope, downwardSlope };
}

/** The value at `at` of the function that is linear between (positions[i], sums[i]), where both grow. */
export function interpolate(positions: Float64Array, sums: Float64Array, at: number): number {
  let low = 0;
  let high = positions.length - 1;
  if (at <= positions[0]) return sums[0];
  if (at >= positions[high]) return sums[high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (positions[middle] <= at) low = middle;
    else high = middle;
  }
  const width = positions[high] - positions[low];
  return width > 0 ? sums[low] + ((sums[high] - sums[low]) * (at - positions[low])) / width : sums[high];
}
