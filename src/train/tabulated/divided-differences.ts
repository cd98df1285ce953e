// The divided differences of rows. Chooses no rows.

import type { Rows } from "./rows.ts";

/** Of the rows i to i + degree: differences[degree][i]; degree 0 are the values. */
export type DividedDifferences = readonly Float64Array[];

export function dividedDifferences({ points, values }: Pick<Rows, "points" | "values">, greatestDegree: number): DividedDifferences {
  const differences = [values];
  for (let degree = 1; degree <= greatestDegree && degree < points.length; degree++) {
    const lower = differences[degree - 1];
    const next = new Float64Array(points.length - degree);
    for (let i = 0; i < next.length; i++) next[i] = (lower[i + 1] - lower[i]) / (points[i + degree] - points[i]);
    differences.push(next);
  }
  return differences;
}
