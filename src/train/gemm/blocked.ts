// The matrix product for operands larger than the cache: blocks are packed, and a micro-kernel multiplies panel by panel.
// Same bits as the naive product for every blocking: each sum stays in float64 until its last term is in.
import type { GemmWorkspace } from "./blocking.ts";
import { packPanels } from "./pack.ts";
import { transposed, type Product, type StridedMatrix } from "./product.ts";

/**
 * Computes a product by the five loops of BLIS (Van Zee and van de Geijn 2015) in the order columns, rows, depth: the block of
 * sums (MC×NC float64) is finished before the next one starts, so the workspace is the same for matrices of any size.
 * A depth above KC costs a repeated packing of B for each block of rows, about one copy per 2·MC floating-point operations.
 */
export function multiplyBlocked(product: Product, workspace: GemmWorkspace): void {
  const { m, n, k, a, b, c, accumulate } = product;
  const { packedA, packedB, sums } = workspace;
  const { kernel, blockRows, blockDepth, blockColumns } = workspace.blocking;
  const columnsOfB = transposed(b);
  for (let column = 0; column < n; column += blockColumns) {
    const columns = Math.min(blockColumns, n - column);
    for (let row = 0; row < m; row += blockRows) {
      const rows = Math.min(blockRows, m - row);
      const block: Block = { row, column, rows, columns, tileRows: kernel.tileRows, tileColumns: kernel.tileColumns };
      startSums(block, c, accumulate, sums);
      for (let step = 0; step < k; step += blockDepth) {
        const depth = Math.min(blockDepth, k - step);
        if (row === 0 || k > blockDepth) {
          packPanels(columnsOfB, column, step, columns, depth, kernel.tileColumns, packedB);
        }
        packPanels(a, row, step, rows, depth, kernel.tileRows, packedA);
        multiplyBlock(rows, columns, depth, workspace);
      }
      storeSums(block, c, sums);
    }
  }
}

/** A part of C and the tiles it is cut into; `sums` holds whole tiles, one column of tiles after the other. */
interface Block {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly tileRows: number;
  readonly tileColumns: number;
}

/** Adds the packed block of A times the packed block of B to the sums; one panel of B stays in level 1 for all panels of A. */
function multiplyBlock(rows: number, columns: number, depth: number, workspace: GemmWorkspace): void {
  const { packedA, packedB, sums, blocking } = workspace;
  const { tileRows, tileColumns, multiplyPanels } = blocking.kernel;
  let tile = 0;
  for (let j = 0; j < columns; j += tileColumns) {
    for (let i = 0; i < rows; i += tileRows) {
      multiplyPanels(depth, packedA, i * depth, packedB, j * depth, sums, tile);
      tile += tileRows * tileColumns;
    }
  }
}

/** Sets the sums of a block to the old C or to zero; sums outside C are never stored, so they may hold anything. */
function startSums(block: Block, c: StridedMatrix, accumulate: boolean, sums: Float64Array): void {
  if (!accumulate) {
    const { rows, columns, tileRows, tileColumns } = block;
    sums.fill(0, 0, Math.ceil(rows / tileRows) * tileRows * Math.ceil(columns / tileColumns) * tileColumns);
    return;
  }
  forEachTileRow(block, c, (source, sum, length) => {
    for (let j = 0; j < length; j++) {
      sums[sum + j] = c.data[source + j * c.columnStride];
    }
  });
}

/** Rounds the sums of a block to float32, to nearest with ties to even, into C. */
function storeSums(block: Block, c: StridedMatrix, sums: Float64Array): void {
  forEachTileRow(block, c, (target, sum, length) => {
    for (let j = 0; j < length; j++) {
      c.data[target + j * c.columnStride] = sums[sum + j];
    }
  });
}

/** Visits each row of each tile: index of its first element in C, index of its first sum, number of elements inside C. */
function forEachTileRow(
  { row, column, rows, columns, tileRows, tileColumns }: Block,
  c: StridedMatrix,
  visit: (element: number, sum: number, length: number) => void,
): void {
  let tile = 0;
  for (let j = 0; j < columns; j += tileColumns) {
    const length = Math.min(tileColumns, columns - j);
    for (let i = 0; i < rows; i += tileRows) {
      const height = Math.min(tileRows, rows - i);
      for (let tileRow = 0; tileRow < height; tileRow++) {
        const element = c.start + (row + i + tileRow) * c.rowStride + (column + j) * c.columnStride;
        visit(element, tile + tileRow * tileColumns, length);
      }
      tile += tileRows * tileColumns;
    }
  }
}
