// The float32 matrix product on WebAssembly SIMD: copies blocks of the operands in, lets the module multiply, copies C out.
// For large matrices; a product of a few hundred multiplications costs more in copies than in arithmetic.

import { checkedProduct, type GemmOptions, type Matrix, type Product, type StridedMatrix } from "../product.ts";
import { ADDRESSES, BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS, PACKED_ROWS, TILE_COLUMNS } from "./layout.ts";
import { createGemmMachine, type GemmMachine } from "./module.ts";

/** Multiplies as `chainGemm` does; holds a module instance with 3.4 MB of memory. */
export type ChainGemm = (a: Matrix, b: Matrix, c: Matrix, options?: GemmOptions) => void;

let shared: ChainGemm | undefined;

/**
 * C(m×n) = op(A)(m×k)·op(B)(k×n), or C += op(A)·op(B) with `accumulate`, where op transposes if asked to.
 *
 * Every element is one float32 chain: it starts at 0 (accumulating: at the old element of C) and takes its terms with k
 * ascending; each product and each sum is rounded to float32, to nearest with ties to even. The bits equal those of
 * `scalarChainGemm`, NaN payloads aside, whatever the sizes. With k = 0 C becomes 0, or stays as it is.
 *
 * @throws RangeError as `gemm`; Error where the engine has no WebAssembly with SIMD.
 */
export function chainGemm(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions = {}): void {
  shared ??= createChainGemm();
  shared(a, b, c, options);
}

/** A product with an instance of its own. */
export function createChainGemm(): ChainGemm {
  const machine = createGemmMachine();
  return (a, b, c, options = {}) => {
    const product = checkedProduct(a, b, c, options);
    for (let column = 0; column < product.n; column += BLOCK_COLUMNS) {
      for (let row = 0; row < product.m; row += BLOCK_ROWS) multiplyBlock(machine, product, row, column);
    }
  };
}

/** The block of C from (row, column) on, over the whole depth. */
function multiplyBlock(machine: GemmMachine, product: Product, row: number, column: number): void {
  const { m, n, k, a, b, c, accumulate } = product;
  const { floats } = machine;
  const rows = Math.min(BLOCK_ROWS, m - row);
  const columns = Math.min(BLOCK_COLUMNS, n - column);
  const stride = Math.ceil(columns / TILE_COLUMNS) * TILE_COLUMNS;
  const sums = { data: floats, start: ADDRESSES.sums / 4, rowStride: stride, columnStride: 1 };
  if (accumulate) copy(block(c, row, column), sums, rows, columns);
  else if (k === 0) floats.fill(0, sums.start, sums.start + rows * stride);
  for (let step = 0; step < k; step += BLOCK_DEPTH) {
    const depth = Math.min(BLOCK_DEPTH, k - step);
    stageRight(machine, block(b, step, column), columns, depth);
    for (let i = 0; i < rows; i += PACKED_ROWS) {
      const packed = Math.min(PACKED_ROWS, rows - i);
      stageLeft(machine, block(a, row + i, step), packed, depth);
      const fresh = !accumulate && step === 0 ? 1 : 0;
      machine.multiply(packed, columns, depth, 4 * (sums.start + i * stride), 4 * stride, fresh);
    }
  }
  copy(sums, block(c, row, column), rows, columns);
}

/** Stages rows×depth elements of op(A) in the orientation they are stored in, and packs them. */
function stageLeft({ floats, packLeft, packLeftTransposed }: GemmMachine, a: StridedMatrix, rows: number, depth: number): void {
  const start = ADDRESSES.stagedLeft / 4;
  if (a.columnStride === 1) {
    copy(a, { data: floats, start, rowStride: depth, columnStride: 1 }, rows, depth);
    packLeft(rows, depth, 4 * depth);
  } else {
    copy(flip(a), { data: floats, start, rowStride: rows, columnStride: 1 }, depth, rows);
    packLeftTransposed(rows, depth, 4 * rows);
  }
}

/** Stages depth×columns elements of op(B) in the orientation they are stored in, and packs them. */
function stageRight({ floats, packRight, packRightTransposed }: GemmMachine, b: StridedMatrix, columns: number, depth: number): void {
  const start = ADDRESSES.stagedRight / 4;
  if (b.columnStride === 1) {
    copy(b, { data: floats, start, rowStride: columns, columnStride: 1 }, depth, columns);
    packRight(columns, depth, 4 * columns);
  } else {
    copy(flip(b), { data: floats, start, rowStride: depth, columnStride: 1 }, columns, depth);
    packRightTransposed(columns, depth, 4 * depth);
  }
}

function block(matrix: StridedMatrix, row: number, column: number): StridedMatrix {
  return { ...matrix, start: matrix.start + row * matrix.rowStride + column * matrix.columnStride };
}

function flip(matrix: StridedMatrix): StridedMatrix {
  return { ...matrix, rowStride: matrix.columnStride, columnStride: matrix.rowStride };
}

/** Copies rows that are contiguous in both, all at once where the rows follow each other. */
function copy(from: StridedMatrix, to: StridedMatrix, rows: number, columns: number): void {
  if (from.rowStride === columns && to.rowStride === columns) {
    to.data.set(from.data.subarray(from.start, from.start + rows * columns), to.start);
    return;
  }
  for (let row = 0; row < rows; row++) {
    const start = from.start + row * from.rowStride;
    to.data.set(from.data.subarray(start, start + columns), to.start + row * to.rowStride);
  }
}
