// The curve of noisy rows: a smoothing spline, or the straight line where that does as well. Does not judge whether rows are noisy.

import type { Pausing } from "../pausing.ts";
import type { Rows } from "./rows.ts";
import { bestLine } from "./best-line.ts";
import type { SmoothCurve } from "./smoothing-spline.ts";
import { smoothingSpline } from "./smoothing-spline.ts";

export interface Smoothed {
  /** float64, on the interval of the rows. */
  readonly evaluate: (x: number) => number;
  /** How far each row is from the curve of the others. */
  readonly misses: Float64Array;
  /** The standard deviation of the noise of a row of weight 1. */
  readonly deviation: number;
}

/** Strengths that are tried are so many times one another. */
const RATIO = 2;

/** What a degree of freedom costs: with 1, few rows are now and then followed with their noise (Y.-J. Kim, C. Gu, 2004). */
const COST = 1.4;

/**
 * The strength is that of the least generalised cross-validation error n·Σwr² / (n − 1.4·trace)² (P. Craven, G. Wahba, "Smoothing noisy data
 * with spline functions", 1979). Rows are taken to have a mean weight of 1.
 *
 * @param rows three or more.
 */
export function* smooth(rows: Rows): Pausing<Smoothed> {
  const { points, weights } = rows;
  const count = points.length;
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / count;
  const even: Rows = { ...rows, weights: weights.map((weight) => weight / mean) };
  let best = scored(even, bestLine(even));
  const spacing = (points[count - 1] - points[0]) / (count - 1);
  // From where a curve goes through the rows to where its stiffness is that of a line.
  const least = spacing * spacing * spacing * 2 ** -10;
  const greatest = spacing * spacing * spacing * count * count * count * count;
  for (let strength = least; strength < greatest; strength *= RATIO) {
    const one = scored(even, smoothingSpline(even, strength));
    if (one.score < best.score) best = one;
    yield;
  }
  const { curve, squares, trace } = best;
  return {
    evaluate: curve.evaluate,
    misses: curve.values.map((value, row) => (rows.values[row] - value) / Math.max(curve.freedom[row], Number.EPSILON)),
    deviation: Math.sqrt((squares * mean) / (count - trace)),
  };
}

interface Scored {
  readonly curve: SmoothCurve;
  /** The weighted sum of squares of what is left. */
  readonly squares: number;
  /** Degrees of freedom that the curve takes. */
  readonly trace: number;
  readonly score: number;
}

function scored({ values, weights }: Rows, curve: SmoothCurve): Scored {
  let [squares, trace] = [0, 0];
  values.forEach((value, row) => {
    const rest = value - curve.values[row];
    squares += weights[row] * rest * rest;
    trace += 1 - curve.freedom[row];
  });
  const left = values.length - COST * trace;
  return { curve, squares, trace, score: left > 0 ? (values.length * squares) / (left * left) : Infinity };
}
