// Factorises block tridiagonal matrices in plain JavaScript, where the engine has no vectors.

import type { BlockKernels } from "./block-kernels.ts";
import { TILE } from "./block-kernels.ts";

export function scalarBlocks(blocks: number, size: number): BlockKernels {
  const stride = TILE * Math.ceil(size / TILE);
  const area = stride * stride;
  const diagonal = new Float64Array(blocks * area);
  const above = new Float64Array(Math.max(0, blocks - 1) * area);
  return {
    blocks,
    size,
    stride,
    diagonal,
    above,
    subtractSquare(block) {
      subtractProduct(diagonal, block * area, above, (block - 1) * area, size, stride);
    },
    factor(block) {
      const start = block * area;
      for (let row = 0; row < size; row++) {
        const at = start + row * stride;
        const first = row - (row % TILE);
        subtractRows(diagonal, start + row, row, diagonal, start + first, at + first, stride - first, stride);
        const rest = diagonal[at + row];
        if (!(rest > 0)) return false;
        const pivot = Math.sqrt(rest);
        for (let column = row; column < size; column++) diagonal[at + column] /= pivot;
        diagonal[at + row] = pivot;
      }
      return true;
    },
    eliminate(block) {
      const start = block * area;
      for (let row = 0; row < size; row++) {
        const at = start + row * stride;
        subtractRows(diagonal, start + row, row, above, start, at, stride, stride);
        const pivot = diagonal[at + row];
        for (let column = 0; column < size; column++) above[at + column] /= pivot;
      }
    },
  };
}

/** The tiles on and above the diagonal of a block −= sourceᵀ · source. */
function subtractProduct(
  target: Float64Array, targetStart: number, source: Float64Array, sourceStart: number, size: number, stride: number,
): void {
  for (let row = 0; row < size; row++) {
    const first = row - (row % TILE);
    const at = targetStart + row * stride + first;
    subtractRows(source, sourceStart + row, size, source, sourceStart + first, at, stride - first, stride, target);
  }
}

/**
 * So many elements of `target`, from `at` on, −= Σ factor · row over rows `stride` apart, whose factors begin at `factorsAt` and are as far
 * apart: of four elements at a time, in sums that do not wait for one another.
 */
function subtractRows(
  factors: Float64Array, factorsAt: number, rows: number, source: Float64Array, sourceAt: number, at: number, width: number, stride: number,
  target = source,
): void {
  for (let column = 0; column < width; column += TILE) {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let row = 0; row < rows; row++) {
      const factor = factors[factorsAt + row * stride];
      const from = sourceAt + column + row * stride;
      first += factor * source[from];
      second += factor * source[from + 1];
      third += factor * source[from + 2];
      fourth += factor * source[from + 3];
    }
    target[at + column] -= first;
    target[at + column + 1] -= second;
    target[at + column + 2] -= third;
    target[at + column + 3] -= fourth;
  }
}
