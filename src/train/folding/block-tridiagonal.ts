// Solves symmetric positive definite systems whose matrix is block tridiagonal, by Cholesky factorisation in float64.
// Knows nothing of what the system stands for.

import { hasWasmSimd } from "../../wasm/instantiate.ts";
import type { BlockKernels, BlockTridiagonal } from "./block-kernels.ts";
import { scalarBlocks } from "./scalar-blocks.ts";
import { simdBlocks } from "./simd-blocks.ts";

/** A matrix of zeros, with the fastest arithmetic that the engine has. */
export function createBlockTridiagonal(blocks: number, size: number): BlockKernels {
  return (hasWasmSimd() ? simdBlocks : scalarBlocks)(blocks, size);
}

/**
 * Replaces `right` by the solution and the matrix by its factor: with diagonal blocks D_k and A_k to their right, U_kᵀ U_k
 * = D_k − X_{k−1}ᵀ X_{k−1} and X_k = U_k⁻ᵀ A_k.
 *
 * @returns false, with everything in an undefined state, where the matrix is not positive definite.
 */
export function solveInPlace(matrix: BlockKernels, right: Float64Array): boolean {
  const { blocks } = matrix;
  for (let block = 0; block < blocks; block++) {
    if (block > 0) matrix.subtractSquare(block);
    if (!matrix.factor(block)) return false;
    if (block < blocks - 1) matrix.eliminate(block);
  }
  for (let block = 0; block < blocks; block++) {
    if (block > 0) subtractBefore(matrix, right, block);
    solveForwards(matrix, right, block);
  }
  for (let block = blocks - 1; block >= 0; block--) {
    if (block < blocks - 1) subtractAfter(matrix, right, block);
    solveBackwards(matrix, right, block);
  }
  return true;
}

/** Part `block` of the vector −= X_{block−1}ᵀ · the part before it. */
function subtractBefore({ above, size, stride }: BlockTridiagonal, vector: Float64Array, block: number): void {
  const [start, before] = [(block - 1) * stride * stride, (block - 1) * size];
  for (let column = 0; column < size; column++) {
    let sum = 0;
    for (let row = 0; row < size; row++) sum += above[start + row * stride + column] * vector[before + row];
    vector[block * size + column] -= sum;
  }
}

/** Part `block` of the vector ← U⁻ᵀ · it. */
function solveForwards({ diagonal, size, stride }: BlockTridiagonal, vector: Float64Array, block: number): void {
  const [start, first] = [block * stride * stride, block * size];
  for (let column = 0; column < size; column++) {
    let sum = 0;
    for (let row = 0; row < column; row++) sum += diagonal[start + row * stride + column] * vector[first + row];
    vector[first + column] = (vector[first + column] - sum) / diagonal[start + column * stride + column];
  }
}

/** Part `block` of the vector −= X_block · the part behind it. */
function subtractAfter({ above, size, stride }: BlockTridiagonal, vector: Float64Array, block: number): void {
  const [start, behind] = [block * stride * stride, (block + 1) * size];
  for (let row = 0; row < size; row++) {
    let rest = vector[block * size + row];
    for (let column = 0; column < size; column++) rest -= above[start + row * stride + column] * vector[behind + column];
    vector[block * size + row] = rest;
  }
}

/** Part `block` of the vector ← U⁻¹ · it. */
function solveBackwards({ diagonal, size, stride }: BlockTridiagonal, vector: Float64Array, block: number): void {
  const [start, first] = [block * stride * stride, block * size];
  for (let row = size - 1; row >= 0; row--) {
    let rest = vector[first + row];
    for (let column = size - 1; column > row; column--) rest -= diagonal[start + row * stride + column] * vector[first + column];
    vector[first + row] = rest / diagonal[start + row * stride + row];
  }
}
