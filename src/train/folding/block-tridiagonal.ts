// Solves symmetric positive definite systems whose matrix is block tridiagonal, by Cholesky factorisation in float64.
// Knows nothing of what the system stands for.

/**
 * A symmetric matrix of `blocks` × `blocks` blocks of `size` × `size`, zero but on the block diagonal and next to it.
 * `diagonal` holds its lower triangles, `below` block (k + 1, k) at position k; all row by row.
 */
export interface BlockTridiagonal {
  readonly blocks: number;
  readonly size: number;
  readonly diagonal: Float64Array;
  readonly below: Float64Array;
}

export function createBlockTridiagonal(blocks: number, size: number): BlockTridiagonal {
  return {
    blocks,
    size,
    diagonal: new Float64Array(blocks * size * size),
    below: new Float64Array(Math.max(0, blocks - 1) * size * size),
  };
}

/**
 * Replaces `right` by the solution and the matrix by its factor: with diagonal blocks D_k and B_k below them, L_k L_kᵀ
 * = D_k − W_{k−1} W_{k−1}ᵀ and W_k = B_k L_k⁻ᵀ.
 *
 * @returns false, with everything in an undefined state, where the matrix is not positive definite.
 */
export function solveInPlace(matrix: BlockTridiagonal, right: Float64Array): boolean {
  const { blocks, size, diagonal, below } = matrix;
  const area = size * size;
  for (let block = 0; block < blocks; block++) {
    if (block > 0) subtractOuterProduct(diagonal, block * area, below, (block - 1) * area, size);
    if (!factor(diagonal, block * area, size)) return false;
    if (block < blocks - 1) {
      let row = 0;
      for (; row + 4 <= size; row += 4) solveLowerOfFour(diagonal, block * area, below, block * area + row * size, size);
      for (; row < size; row++) solveLower(diagonal, block * area, below, block * area + row * size, size);
    }
  }
  for (let block = 0; block < blocks; block++) {
    if (block > 0) {
      for (let row = 0; row < size; row++) {
        right[block * size + row] -= dot(below, (block - 1) * area + row * size, right, (block - 1) * size, size);
      }
    }
    solveLower(diagonal, block * area, right, block * size, size);
  }
  for (let block = blocks - 1; block >= 0; block--) {
    if (block < blocks - 1) {
      for (let row = 0; row < size; row++) {
        const known = right[(block + 1) * size + row];
        for (let column = 0; column < size; column++) right[block * size + column] -= below[block * area + row * size + column] * known;
      }
    }
    solveTransposed(diagonal, block * area, right, block * size, size);
  }
  return true;
}

function dot(a: Float64Array, aStart: number, b: Float64Array, bStart: number, count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += a[aStart + index] * b[bStart + index];
  return sum;
}

/** Lower triangle of target − source · sourceᵀ. */
function subtractOuterProduct(
  target: Float64Array, targetStart: number, source: Float64Array, sourceStart: number, size: number,
): void {
  for (let row = 0; row < size; row++) {
    let column = 0;
    for (; column + 3 <= row; column += 4) {
      subtractFourDots(target, targetStart + row * size + column, source, sourceStart + row * size, sourceStart + column * size, size);
    }
    for (; column <= row; column++) {
      target[targetStart + row * size + column] -= dot(source, sourceStart + row * size, source, sourceStart + column * size, size);
    }
  }
}

/** Of four elements side by side, as `dot` has them bit by bit; `columns` is where the first of four rows begins. */
function subtractFourDots(target: Float64Array, at: number, source: Float64Array, row: number, columns: number, size: number): void {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let index = 0; index < size; index++) {
    const factor = source[row + index];
    first += factor * source[columns + index];
    second += factor * source[columns + size + index];
    third += factor * source[columns + 2 * size + index];
    fourth += factor * source[columns + 3 * size + index];
  }
  target[at] -= first;
  target[at + 1] -= second;
  target[at + 2] -= third;
  target[at + 3] -= fourth;
}

/** Cholesky factorisation of one block in place. */
function factor(block: Float64Array, start: number, size: number): boolean {
  for (let row = 0; row < size; row++) {
    const rowStart = start + row * size;
    for (let column = 0; column <= row; column++) {
      const columnStart = start + column * size;
      const rest = block[rowStart + column] - dot(block, rowStart, block, columnStart, column);
      if (column < row) block[rowStart + column] = rest / block[columnStart + column];
      else if (rest > 0) block[rowStart + row] = Math.sqrt(rest);
      else return false;
    }
  }
  return true;
}

/** vector ← L⁻¹ · vector. */
function solveLower(lower: Float64Array, start: number, vector: Float64Array, vectorStart: number, size: number): void {
  for (let row = 0; row < size; row++) {
    const rest = vector[vectorStart + row] - dot(lower, start + row * size, vector, vectorStart, row);
    vector[vectorStart + row] = rest / lower[start + row * size + row];
  }
}

/**
 * As `solveLower` does it, bit by bit, of four vectors one behind the other: four sums that do not wait for one another, of which a
 * processor adds to one while the others are under way.
 */
function solveLowerOfFour(lower: Float64Array, start: number, vectors: Float64Array, vectorsStart: number, size: number): void {
  const [first, second, third, fourth] = [vectorsStart, vectorsStart + size, vectorsStart + 2 * size, vectorsStart + 3 * size];
  for (let row = 0; row < size; row++) {
    const rowStart = start + row * size;
    let [firstSum, secondSum, thirdSum, fourthSum] = [0, 0, 0, 0];
    for (let index = 0; index < row; index++) {
      const factor = lower[rowStart + index];
      firstSum += factor * vectors[first + index];
      secondSum += factor * vectors[second + index];
      thirdSum += factor * vectors[third + index];
      fourthSum += factor * vectors[fourth + index];
    }
    const pivot = lower[rowStart + row];
    vectors[first + row] = (vectors[first + row] - firstSum) / pivot;
    vectors[second + row] = (vectors[second + row] - secondSum) / pivot;
    vectors[third + row] = (vectors[third + row] - thirdSum) / pivot;
    vectors[fourth + row] = (vectors[fourth + row] - fourthSum) / pivot;
  }
}

/** vector ← L⁻ᵀ · vector. */
function solveTransposed(
  lower: Float64Array, start: number, vector: Float64Array, vectorStart: number, size: number,
): void {
  for (let row = size - 1; row >= 0; row--) {
    const known = vector[vectorStart + row] / lower[start + row * size + row];
    vector[vectorStart + row] = known;
    for (let column = 0; column < row; column++) vector[vectorStart + column] -= lower[start + row * size + column] * known;
  }
}
