// The blocked product of matrices in panels in plain JavaScript: the replica of the WebAssembly one, with its bits, and its
// replacement where there is none.

import { SCALAR_FLOAT32 } from "../blocking.ts";
import { multiplyNaively } from "../naive.ts";
import { PANEL_WIDTH, panelsOf } from "../panel-matrix.ts";
import { columnsOf, rowsOf, type MatrixProduct } from "../product.ts";
import { FLOAT32_KERNEL } from "./float32-tiles.ts";
import { addPacked, pack, type LeftBlock } from "./block-kernel.ts";

const { MC, NC } = SCALAR_FLOAT32;

/**
 * The product, of depth KC at most, of operands in `memory` into `sums`, a matrix of the result's form from 0 on. For columns in
 * blocks of NC, for rows in blocks of MC, which stay in cache, packed, for all panels of the columns. Padding of the last panel is
 * computed along.
 */
export function multiply(memory: Float32Array, product: MatrixProduct, sums: Float32Array): void {
  const { depth, right, rightAcross } = product;
  const [rows, columns] = [rowsOf(product), columnsOf(product)];
  if (rightAcross === "depth") {
    multiplyNaively(memory, product, sums, { start: 0, length: rows, width: columns });
    return;
  }
  sums.fill(0);
  const block = leftBlock(memory, product);
  for (let column = 0; column < columns; column += NC) {
    const panels = panelsOf(Math.min(columns, column + NC));
    for (let first = 0; first < rows; first += MC) {
      const extents = { rows: Math.min(MC, rows - first), columns: PANEL_WIDTH, depth };
      pack(FLOAT32_KERNEL, block, first, extents.rows, depth);
      for (let panel = panelsOf(column); panel < panels; panel++) {
        const factors = { data: memory, start: right.start + panel * right.length * PANEL_WIDTH, row: PANEL_WIDTH };
        addPacked(FLOAT32_KERNEL, factors, { data: sums, start: (panel * rows + first) * PANEL_WIDTH, row: PANEL_WIDTH }, extents);
      }
    }
  }
}

function leftBlock(data: Float32Array, { left: { start, length }, leftAcross }: MatrixProduct): LeftBlock<Float32Array> {
  const along = { near: PANEL_WIDTH, far: PANEL_WIDTH * PANEL_WIDTH };
  const across = { near: 1, far: PANEL_WIDTH * length };
  const [rows, steps] = leftAcross === "rows" ? [across, along] : [along, across];
  return { data, start, row: rows.near, rowTurn: rows.far, step: steps.near, stepTurn: steps.far };
}
