// Cholesky factors of symmetric positive definite matrices and systems solved with them, in float64. Chooses no damping.

import { sqrt } from "../../numeric/elementary/index.ts";
import type { SymmetricSum } from "../gemm/symmetric/panel.ts";
import { columnStart, TILE } from "../gemm/symmetric/panel.ts";
import type { Pausing } from "../pausing.ts";
import { toEnd } from "../to-end.ts";
import { symmetricSum } from "../gemm/symmetric/symmetric-sum.ts";

/** Columns factored together; then what they take from the rest of the matrix is one product of tiles. */
const BLOCK = 32;

/**
 * The factor L of A = L·Lᵀ, block by block of columns (Golub and Van Loan, "Matrix Computations", §4.2). Only + − × ÷ √, in one
 * fixed order. The rest of the matrix is held negated, so that taking products from it is adding them.
 */
export class Cholesky {
  /** A before `factor`, L after it: row by row, rows of `size`; nothing above the diagonal matters. */
  readonly matrix: Float64Array;
  readonly size: number;
  private readonly rest: SymmetricSum;

  /** @param size a multiple of 4. */
  constructor(size: number) {
    this.size = size;
    this.rest = symmetricSum(size, BLOCK);
    this.matrix = this.rest.sum;
  }

  /** Whether all pivots were positive: if not, A is not positive definite in float64 and L is useless. */
  factor(): boolean {
    return toEnd(this.factorPausing());
  }

  /** As `factor`, in parts, between which the matrix is neither. */
  *factorPausing(): Pausing<boolean> {
    const { matrix, size } = this;
    for (let i = 0; i < matrix.length; i++) matrix[i] = -matrix[i];
    for (let block = 0; block < size; block += BLOCK) {
      const end = Math.min(block + BLOCK, size);
      negateColumns(matrix, size, block, end);
      for (let column = block; column < end; column++) {
        if (!finishColumn(matrix, size, block, column)) return false;
      }
      if (end < size) this.takeProducts(block, end);
      yield;
    }
    return true;
  }

  /** Solves A·x = b after `factor`; b is overwritten with x. */
  solve(b: Float64Array): void {
    const { matrix, size } = this;
    for (let row = 0; row < size; row++) {
      let value = b[row];
      for (let k = 0; k < row; k++) value -= matrix[row * size + k] * b[k];
      b[row] = value / matrix[row * size + row];
    }
    // Row by row, so that memory is read in order: what row r contributes to all earlier unknowns.
    for (let row = size - 1; row >= 0; row--) {
      const value = b[row] / matrix[row * size + row];
      b[row] = value;
      for (let k = 0; k < row; k++) b[k] -= matrix[row * size + k] * value;
    }
  }

  /** Takes the products of the block's columns from all that follows. */
  private takeProducts(block: number, end: number): void {
    const { matrix, size, rest } = this;
    for (let row = end; row < size; row++) {
      const start = columnStart(row, BLOCK);
      for (let k = 0; k < BLOCK; k++) rest.panel[start + TILE * k] = matrix[row * size + block + k];
    }
    rest.accumulate(end / TILE);
  }
}

function negateColumns(matrix: Float64Array, size: number, block: number, end: number): void {
  for (let row = block; row < size; row++) {
    for (let column = block; column < end; column++) matrix[row * size + column] = -matrix[row * size + column];
  }
}

/** Takes the products within the block from a column and divides it by the root of its pivot. */
function finishColumn(matrix: Float64Array, size: number, block: number, column: number): boolean {
  const pivotRow = column * size;
  for (let row = column; row < size; row++) {
    let value = matrix[row * size + column];
    for (let k = block; k < column; k++) value -= matrix[row * size + k] * matrix[pivotRow + k];
    matrix[row * size + column] = value;
  }
  const pivot = matrix[pivotRow + column];
  if (!(pivot > 0) || pivot === Infinity) return false;
  const root = sqrt(pivot);
  for (let row = column; row < size; row++) matrix[row * size + column] /= root;
  return true;
}
