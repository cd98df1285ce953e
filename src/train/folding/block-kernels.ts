// Block tridiagonal matrices: how they are stored, and what factorises them block by block. Computes nothing.

/** Blocks are stored row by row in squares of a whole number of tiles of so many rows and columns; what they have too many stays 0. */
export const TILE = 4;

/**
 * A symmetric matrix of `blocks` × `blocks` blocks of `size` × `size`, zero but on the block diagonal and next to it. `diagonal` holds its
 * upper triangles, `above` block (k, k + 1) at position k: element (row, column) of block k is at (k·stride + row)·stride + column. What is
 * below the diagonal of the former has no meaning.
 */
export interface BlockTridiagonal {
  readonly blocks: number;
  readonly size: number;
  readonly stride: number;
  readonly diagonal: Float64Array;
  readonly above: Float64Array;
}

/**
 * A matrix with what factorises it, block by block. Every element is made of sums that begin at 0 and whose products follow one another in
 * ascending order of the rows: the same bits from whoever computes them.
 */
export interface BlockKernels extends BlockTridiagonal {
  /** Diagonal block `block`, its upper triangle: D − XᵀX, with X the block of `above` before it. */
  subtractSquare(block: number): void;
  /** Diagonal block `block` ← U with UᵀU = D. Returns false, with the block in an undefined state, where D is not positive definite. */
  factor(block: number): boolean;
  /** Block `block` of `above` ← U⁻ᵀ · it, with U in the diagonal block of the same number. */
  eliminate(block: number): void;
}
