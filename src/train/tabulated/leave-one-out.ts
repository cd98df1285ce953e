// Foretells each row of a table by those beside it and says by how much that misses. Judges nothing.

import type { Rows } from "./rows.ts";

export interface Foretold {
  /** The value of the row less the one foretold. */
  readonly miss: number;
  /** The standard deviation of the miss where values have noise of deviation 1 at weight 1 and nothing else. */
  readonly deviation: number;
}

/**
 * By the polynomial through `each` rows on either side, for every row that has so many: from position `each` on.
 */
export function foretoldByNeighbours({ points, values, weights }: Rows, each: number): readonly Foretold[] {
  const foretold: Foretold[] = [];
  for (let row = each; row < points.length - each; row++) {
    let miss = values[row];
    let variance = 1 / weights[row];
    for (let one = row - each; one <= row + each; one++) {
      if (one === row) continue;
      let factor = 1;
      for (let other = row - each; other <= row + each; other++) {
        if (other !== row && other !== one) factor *= (points[row] - points[other]) / (points[one] - points[other]);
      }
      miss -= factor * values[one];
      variance += (factor * factor) / weights[one];
    }
    foretold.push({ miss, deviation: Math.sqrt(variance) });
  }
  return foretold;
}

/** √(Σ weight·miss² / Σ weight). */
export function weightedRootMeanSquare(misses: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  misses.forEach((miss, row) => {
    sum += weights[row] * miss * miss;
    total += weights[row];
  });
  return Math.sqrt(sum / total);
}
