// Brings very many noisy rows to a number that is quickly smoothed. Of rows free of noise it would lose some.

import type { Rows } from "./rows.ts";

/**
 * Rows side by side become their weighted mean, so many that no more than `most` are left: rows that are so near to each other have one
 * value on a smooth curve.
 */
export function thinned(rows: Rows, most: number): Rows {
  const count = rows.points.length;
  if (count <= most) return rows;
  const each = Math.ceil(count / most);
  const length = Math.ceil(count / each);
  const means = { points: new Float64Array(length), values: new Float64Array(length), weights: new Float64Array(length) };
  for (let group = 0; group < length; group++) {
    for (let row = group * each; row < Math.min(count, (group + 1) * each); row++) {
      const weight = rows.weights[row];
      means.weights[group] += weight;
      const share = weight / means.weights[group];
      means.points[group] += share * (rows.points[row] - means.points[group]);
      means.values[group] += share * (rows.values[row] - means.values[group]);
    }
  }
  return means;
}
