// Sums JᵀJ over panels of rows in plain JavaScript: the costliest part of a second-order step where the engine has no vectors.

import type { SymmetricSum } from "./panel.ts";
import { TILE } from "./panel.ts";

/**
 * A sum that is all 0. Within a panel every element adds its products with the row ascending, starting at 0, and the result
 * is added to the sum: with the order of the panels that fixes every bit. Computes tiles on and below the diagonal.
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
        for (let j = TILE * first; j <= i; j += TILE) addTile(panel, i * rows, j * rows, rows, sum, i * size + j, size);
      }
    },
  };
}

/** The 4 × 4 products of two groups of columns that start at `a` and `b` of the panel, added to the sum at `at`. */
function addTile(panel: Float64Array, a: number, b: number, rows: number, sum: Float64Array, at: number, stride: number): void {
  let [c00, c01, c02, c03] = [0, 0, 0, 0];
  let [c10, c11, c12, c13] = [0, 0, 0, 0];
  let [c20, c21, c22, c23] = [0, 0, 0, 0];
  let [c30, c31, c32, c33] = [0, 0, 0, 0];
  const end = a + TILE * rows;
  for (; a < end; a += TILE, b += TILE) {
    const a0 = panel[a];
    const a1 = panel[a + 1];
    const a2 = panel[a + 2];
    const a3 = panel[a + 3];
    const b0 = panel[b];
    c00 += a0 * b0;
    c10 += a1 * b0;
    c20 += a2 * b0;
    c30 += a3 * b0;
    const b1 = panel[b + 1];
    c01 += a0 * b1;
    c11 += a1 * b1;
    c21 += a2 * b1;
    c31 += a3 * b1;
    const b2 = panel[b + 2];
    c02 += a0 * b2;
    c12 += a1 * b2;
    c22 += a2 * b2;
    c32 += a3 * b2;
    const b3 = panel[b + 3];
    c03 += a0 * b3;
    c13 += a1 * b3;
    c23 += a2 * b3;
    c33 += a3 * b3;
  }
  addRow(sum, at, c00, c01, c02, c03);
  addRow(sum, at + stride, c10, c11, c12, c13);
  addRow(sum, at + 2 * stride, c20, c21, c22, c23);
  addRow(sum, at + 3 * stride, c30, c31, c32, c33);
}

function addRow(sum: Float64Array, at: number, c0: number, c1: number, c2: number, c3: number): void {
  sum[at] += c0;
  sum[at + 1] += c1;
  sum[at + 2] += c2;
  sum[at + 3] += c3;
}
