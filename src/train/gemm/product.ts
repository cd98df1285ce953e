// What a matrix product is: its operands in panels, the order of its sums, and how it is cut along the depth. Multiplies nothing.

import { SIMD_FLOAT32 } from "./blocking.ts";
import { PANEL_WIDTH, type PanelMatrix } from "./panel-matrix.ts";

/**
 * product(i, j) = Σ left(i, l)·right(l, j), l ascending: a chain of roundings that starts at +0 and in which products and sums
 * are rounded one after the other, so that a product of −0 alone is +0. A product deeper than KC is the sum of such products
 * of its blocks, one block after the other: s₁ + s₂ + …, and where it is added to something, ((c + s₁) + s₂) + ….
 */
export interface MatrixProduct {
  /** At most KC; may be less than the matrices have, see `depthBlocks`. */
  readonly depth: number;
  readonly left: PanelMatrix;
  /** `rows`: left(i, l) is element (l, i); `depth`: it is element (i, l). */
  readonly leftAcross: "rows" | "depth";
  readonly right: PanelMatrix;
  /** `columns`: right(l, j) is element (l, j); `depth`: it is element (j, l). */
  readonly rightAcross: "columns" | "depth";
}

/** Depth of a block of every float32 product, whatever computes it: the bits of a sum depend on it. */
export const KC = SIMD_FLOAT32.KC;

export function rowsOf({ left, leftAcross }: Pick<MatrixProduct, "left" | "leftAcross">): number {
  return leftAcross === "rows" ? left.width : left.length;
}

export function columnsOf({ right, rightAcross }: Pick<MatrixProduct, "right" | "rightAcross">): number {
  return rightAcross === "columns" ? right.width : right.length;
}

/** The products of the blocks a product of any depth is the sum of, in order. A block's steps lie in whole panels of both matrices. */
export function depthBlocks(product: MatrixProduct): readonly MatrixProduct[] {
  const { left, leftAcross, right, rightAcross, depth } = product;
  const blocks: MatrixProduct[] = [];
  for (let step = 0; step < depth; step += KC) {
    const along = step * PANEL_WIDTH;
    blocks.push({
      depth: Math.min(KC, depth - step),
      left: { ...left, start: left.start + (leftAcross === "rows" ? along : step * left.length) },
      leftAcross,
      right: { ...right, start: right.start + (rightAcross === "columns" ? along : step * right.length) },
      rightAcross,
    });
  }
  return blocks;
}
