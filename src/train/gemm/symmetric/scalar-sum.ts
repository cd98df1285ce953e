// Sums JᵀJ over panels of rows in plain JavaScript: the costliest part of a second-order step where the engine has no vectors.

import { FLOAT64_KERNEL } from "../scalar/float64-tiles.ts";
import type { SymmetricSum } from "./panel.ts";
import { TILE } from "./panel.ts";

const { addTile } = FLOAT64_KERNEL;

/**
 * A sum that is all 0. Within a panel every element adds its products with the row ascending, starting at +0, and the result
 * is added to the sum: with the order of the panels that fixes every bit. Computes tiles on and below the diagonal. A group of
 * columns lies in a panel as a packed block of the left matrix does, and as a panel of the right one.
 */
export function scalarSymmetricSum(size: number, rows: number): SymmetricSum {
  const panel = new Float64Array(size * rows);
  const sum = new Float64Array(size * size);
  return {
    size,
    rows,
    panel,
    sum,
    accumulate(first = 0) {
      for (let i = TILE * first; i < size; i += TILE) {
        for (let j = TILE * first; j <= i; j += TILE) addTile(panel, i * rows, panel, j * rows, TILE, rows, sum, i * size + j, size);
      }
    },
  };
}
