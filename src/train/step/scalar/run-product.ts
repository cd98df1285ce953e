// Multiplies the matrices of a schedule in plain JavaScript, with the chains of float32 roundings the schedule asks for.

import type { Kernel } from "./kernel.ts";
import { PANEL_WIDTH, panelsOf, placeOf } from "../schedule/panel-matrix.ts";
import type { MatrixProduct } from "../schedule/schedule.ts";

/**
 * Adds the product to `sums`, a matrix of length × width stored in panels, which holds the initial values. Rounding float64
 * arithmetic once is exact for + and × (Figueroa, "When is double rounding innocuous?", ACM SIGNUM 30(3), 1995).
 */
export function productKernel(memory: Float32Array, product: MatrixProduct, length: number, width: number, sums: Float32Array): Kernel {
  const { left, right, depth, leftAcross } = product;
  if (product.rightAcross === "depth") return turnedProductKernel(memory, product, length, width, sums);
  const panels = panelsOf(width);
  return () => {
    for (let panel = 0; panel < panels; panel++) {
      const rightPanel = right.start + panel * right.length * PANEL_WIDTH;
      for (let row = 0; row < length; row++) {
        const target = (panel * length + row) * PANEL_WIDTH;
        if (leftAcross === "rows") {
          const first = left.start + (row >> 3) * left.length * PANEL_WIDTH + (row & 7);
          addChains(memory, first, PANEL_WIDTH, rightPanel, depth, sums, target);
          continue;
        }
        for (let step = 0; step < depth; step += PANEL_WIDTH) {
          const first = left.start + (step * left.length + row * PANEL_WIDTH);
          addChains(memory, first, 1, rightPanel + step * PANEL_WIDTH, Math.min(PANEL_WIDTH, depth - step), sums, target);
        }
      }
    }
  };
}

/** With the right matrix turned round: element by element. */
function turnedProductKernel(memory: Float32Array, { left, right, depth, leftAcross }: MatrixProduct, length: number, width: number, sums: Float32Array): Kernel {
  const { fround } = Math;
  return () => {
    for (let row = 0; row < length; row++) {
      for (let lane = 0; lane < width; lane++) {
        const target = placeOf({ start: 0, length, width }, row, lane);
        let sum = sums[target];
        for (let step = 0; step < depth; step++) {
          const factor = memory[leftAcross === "rows" ? placeOf(left, step, row) : placeOf(left, row, step)];
          sum = fround(sum + fround(factor * memory[placeOf(right, lane, step)]));
        }
        sums[target] = sum;
      }
    }
  };
}

/** Eight sums side by side: sums[target + j] += Σ memory[left + l·leftStride]·memory[right + 8·l + j]. */
function addChains(
  memory: Float32Array,
  left: number,
  leftStride: number,
  right: number,
  depth: number,
  sums: Float32Array,
  target: number,
): void {
  const { fround } = Math;
  let s0 = sums[target], s1 = sums[target + 1], s2 = sums[target + 2], s3 = sums[target + 3];
  let s4 = sums[target + 4], s5 = sums[target + 5], s6 = sums[target + 6], s7 = sums[target + 7];
  let p = left;
  let q = right;
  for (let l = 0; l < depth; l++) {
    const x = memory[p];
    s0 = fround(s0 + fround(x * memory[q]));
    s1 = fround(s1 + fround(x * memory[q + 1]));
    s2 = fround(s2 + fround(x * memory[q + 2]));
    s3 = fround(s3 + fround(x * memory[q + 3]));
    s4 = fround(s4 + fround(x * memory[q + 4]));
    s5 = fround(s5 + fround(x * memory[q + 5]));
    s6 = fround(s6 + fround(x * memory[q + 6]));
    s7 = fround(s7 + fround(x * memory[q + 7]));
    p += leftStride;
    q += PANEL_WIDTH;
  }
  sums[target] = s0;
  sums[target + 1] = s1;
  sums[target + 2] = s2;
  sums[target + 3] = s3;
  sums[target + 4] = s4;
  sums[target + 5] = s5;
  sums[target + 6] = s6;
  sums[target + 7] = s7;
}
