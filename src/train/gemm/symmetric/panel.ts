// Panels: blocks of rows of a matrix, stored for products of tiles, and sums of such products. Computes nothing.

import { SIMD_FLOAT64 } from "../blocking.ts";

/** Rows and columns of a register tile: MR and NR. */
export const TILE = SIMD_FLOAT64.NR;

/** Rows of J, stored so that a tile reads them in order, and the sum of their products. */
export interface SymmetricSum {
  /** Columns of J rounded up to whole tiles; what is added must stay 0. */
  readonly size: number;
  /** Rows of a panel. */
  readonly rows: number;
  /** A panel: the element of row r and column c is at (c div 4)·4·rows + 4·r + c mod 4. */
  readonly panel: Float64Array;
  /** size × size, row by row: of tiles above the diagonal nothing is computed. */
  readonly sum: Float64Array;
  /** sum += panelᵀ·panel in the tiles on and below the diagonal, from row and column TILE·first on; first is 0 where left out. */
  accumulate(first?: number): void;
}

/** Where a column's first element is in a panel of `rows` rows; the following ones are TILE apart. */
export function columnStart(column: number, rows: number): number {
  const lane = column % TILE;
  return (column - lane) * rows + lane;
}
