// The scalar product of two blocks: the left one packed, loops over tiles. The arithmetic of an element type is a kernel's;
// what the blocks are cut from is not known here.

import type { Blocking, Elements } from "../blocking.ts";

/**
 * c[at + i·stride + j] += Σ a[p + l·rows + i]·b[q + l·step + j], l ascending from 0 to depth − 1: a chain from +0, every product
 * and every sum rounded to the type; c takes the sum at the end. A c of 0 becomes the sum, which is never −0.
 */
type AddProduct<E extends Elements> = (
  a: E,
  p: number,
  b: E,
  q: number,
  step: number,
  depth: number,
  c: E,
  at: number,
  stride: number,
) => void;

export interface ScalarKernel<E extends Elements> {
  readonly blocking: Blocking;
  /** MC·KC elements: a block of the left matrix, packed, while it is multiplied. */
  readonly packed: E;
  readonly zeros: (count: number) => E;
  /** For MR rows i and NR columns j. */
  readonly addTile: AddProduct<E>;
  /** For one row and NR columns. */
  readonly addRow: AddProduct<E>;
}

/**
 * Of the left matrix, in panels or row by row: element (i, l) is data[start + ⌊i/8⌋·rowTurn + (i mod 8)·row + ⌊l/8⌋·stepTurn +
 * (l mod 8)·step].
 */
export interface LeftBlock<E extends Elements> {
  readonly data: E;
  readonly start: number;
  readonly row: number;
  readonly rowTurn: number;
  readonly step: number;
  readonly stepTurn: number;
}

/** Of the right matrix and of the result: element (i, j) is data[start + i·row + j]. */
export interface RowBlock<E extends Elements> {
  readonly data: E;
  readonly start: number;
  readonly row: number;
}

/** Packs rows first … first + rows − 1, MC at most, for `addPacked`: tiles of MR rows, step by step, then single rows. */
export function pack<E extends Elements>(kernel: ScalarKernel<E>, left: LeftBlock<E>, first: number, rows: number, depth: number): void {
  const { packed } = kernel;
  const { MR } = kernel.blocking;
  const { data, step, stepTurn } = left;
  for (let i = 0, to = 0; i < rows; ) {
    const height = i + MR <= rows ? MR : 1;
    for (let k = 0; k < height; k++) {
      const from = left.start + ((first + i + k) >> 3) * left.rowTurn + ((first + i + k) & 7) * left.row;
      for (let l = 0; l < depth; l++) packed[to + l * height + k] = data[from + (l >> 3) * stepTurn + (l & 7) * step];
    }
    i += height;
    to += height * depth;
  }
}

/**
 * result += the product of what was packed last, rows × depth, and of a block of the right matrix. One panel of NR columns stays
 * in level 1 for all rows.
 *
 * @param extents.columns a multiple of NR.
 */
export function addPacked<E extends Elements>(
  { blocking: { MR, NR }, packed, addTile, addRow }: ScalarKernel<E>,
  right: RowBlock<E>,
  result: RowBlock<E>,
  { rows, columns, depth }: { readonly rows: number; readonly columns: number; readonly depth: number },
): void {
  const { data: b, row: step } = right;
  const { data: c, row: stride } = result;
  for (let j = 0; j < columns; j += NR) {
    const q = right.start + j;
    let [i, at] = [0, result.start + j];
    for (; i + MR <= rows; i += MR, at += MR * stride) addTile(packed, i * depth, b, q, step, depth, c, at, stride);
    for (; i < rows; i++, at += stride) addRow(packed, i * depth, b, q, step, depth, c, at, stride);
  }
}
