// Chooses how JᵀJ is summed: panels that stay in the cache, and the fastest arithmetic the engine has.

import { hasWasmSimd } from "../../wasm/instantiate.ts";
import type { SymmetricSum } from "./panel.ts";
import { TILE } from "./panel.ts";
import { scalarSymmetricSum } from "./scalar-product.ts";
import { simdSymmetricSum } from "./simd-product.ts";

/** Float64 values of a panel that stay in a second-level cache beside the sum. */
const PANEL_VALUES = 65_536;
/** Below it, sums take less time than making a module. */
const LEAST_VECTOR_SIZE = 64;
const [LEAST_TILES, MOST_TILES] = [4, 32];

/** How many rows a panel of `columns` columns should have. */
export function panelRows(columns: number): number {
  return TILE * Math.max(LEAST_TILES, Math.min(MOST_TILES, Math.floor(PANEL_VALUES / wholeTiles(columns) / TILE)));
}

/** A sum for a Jacobian of `columns` columns, all 0. The same bits with any arithmetic. */
export function symmetricSum(columns: number, rows: number): SymmetricSum {
  const size = wholeTiles(columns);
  return (size >= LEAST_VECTOR_SIZE && hasWasmSimd() ? simdSymmetricSum : scalarSymmetricSum)(size, rows);
}

function wholeTiles(columns: number): number {
  return TILE * Math.ceil(columns / TILE);
}
