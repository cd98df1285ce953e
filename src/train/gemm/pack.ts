// Copies a block of A or B into panels that the micro-kernel reads front to back. It converts and multiplies nothing.
import type { StridedMatrix } from "./product.ts";

/**
 * Packs `height` rows of `depth` elements, from element (row, column) on, into panels of `width` rows: element (i, l) of a
 * panel goes to `packed[panel + l·width + i]`, panels follow each other. Rows that the last panel lacks keep
 * whatever the buffer holds: their sums are never stored. B is packed as the rows of its transpose.
 */
export function packPanels(
  source: StridedMatrix,
  row: number,
  column: number,
  height: number,
  depth: number,
  width: number,
  packed: Float32Array,
): void {
  for (let i = 0; i < height; i += width) {
    const rows = Math.min(width, height - i);
    const panel = i * depth;
    const first = source.start + (row + i) * source.rowStride + column * source.columnStride;
    if (source.columnStride === 1) {
      packRowByRow(source, first, rows, depth, width, packed, panel);
    } else {
      packColumnByColumn(source, first, rows, depth, width, packed, panel);
    }
  }
}

/** One panel whose rows are contiguous in memory. */
function packRowByRow(
  { data, rowStride }: StridedMatrix,
  first: number,
  rows: number,
  depth: number,
  width: number,
  packed: Float32Array,
  panel: number,
): void {
  for (let i = 0; i < rows; i++) {
    const from = first + i * rowStride;
    for (let l = 0, to = panel + i; l < depth; l++, to += width) {
      packed[to] = data[from + l];
    }
  }
}

/** One panel whose columns are contiguous; row by row, a stride of a power of two would hit the same few cache sets. */
function packColumnByColumn(
  { data, rowStride, columnStride }: StridedMatrix,
  first: number,
  rows: number,
  depth: number,
  width: number,
  packed: Float32Array,
  panel: number,
): void {
  for (let l = 0, to = panel; l < depth; l++, to += width) {
    let from = first + l * columnStride;
    for (let i = 0; i < rows; i++) {
      packed[to + i] = data[from];
      from += rowStride;
    }
  }
}
