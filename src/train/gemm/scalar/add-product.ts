// Adds products of any depth to what memory holds, in plain JavaScript and in either element type: a small matrix times many
// columns. What memory holds takes the sums of the depth's blocks one after the other, as product.ts says.

import type { Elements } from "../blocking.ts";
import { addPacked, pack, type LeftBlock, type RowBlock, type ScalarKernel } from "./block-kernel.ts";

/**
 * sums(i, j) += Σ left(i, l)·right(l, j) for i < rows, j < columns.
 *
 * @param extents.columns a multiple of NR, NC at most.
 */
export function addProduct<E extends Elements>(
  kernel: ScalarKernel<E>,
  left: LeftBlock<E>,
  right: RowBlock<E>,
  sums: RowBlock<E>,
  { rows, columns, depth }: { readonly rows: number; readonly columns: number; readonly depth: number },
): void {
  const { MC, KC } = kernel.blocking;
  for (let step = 0; step < depth; step += KC) {
    const block = { ...left, start: left.start + (step / 8) * left.stepTurn };
    const factors = { ...right, start: right.start + step * right.row };
    for (let first = 0; first < rows; first += MC) {
      const extents = { rows: Math.min(MC, rows - first), columns, depth: Math.min(KC, depth - step) };
      pack(kernel, block, first, extents.rows, extents.depth);
      addPacked(kernel, factors, { ...sums, start: sums.start + first * sums.row }, extents);
    }
  }
}

/** A matrix whose rows are `row` elements apart and whose columns are `step` apart: stored row by row, or the transpose of one. */
export function strided<E extends Elements>(data: E, start: number, row: number, step: number): LeftBlock<E> {
  return { data, start, row, rowTurn: 8 * row, step, stepTurn: 8 * step };
}
