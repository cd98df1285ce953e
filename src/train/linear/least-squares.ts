// The straight line nearest to points in the least-squares sense, in closed form.

import type { LinearParameters } from "./linear-step.ts";

/**
 * The W and b with the smallest sum of (W·x + b − t)²: W = Σ(x − x̄)(t − t̄) / Σ(x − x̄)² and b = t̄ − W·x̄ (Gauss; Draper and
 * Smith, "Applied Regression Analysis", 1998, section 1.2). In float64; from the means, so that nothing cancels where the
 * points lie far from 0.
 *
 * @param x two different numbers at least, else W and b are NaN.
 */
export function leastSquaresLine(x: readonly number[], t: readonly number[]): LinearParameters {
  const [meanX, meanT] = [mean(x), mean(t)];
  let [above, below] = [0, 0];
  x.forEach((one, i) => {
    above += (one - meanX) * (t[i] - meanT);
    below += (one - meanX) * (one - meanX);
  });
  const W = above / below;
  return { W, b: meanT - W * meanX };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
