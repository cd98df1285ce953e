// The product of a matrix with its own transpose, summed over blocks of its rows: a product like any other, of which only the
// tiles on and below the diagonal are computed. Chooses the fastest arithmetic the engine has.

import { hasWasmSimd } from "../../../wasm/instantiate.ts";
import { SIMD_FLOAT64 } from "../blocking.ts";
import type { SymmetricSum } from "./panel.ts";
import { TILE } from "./panel.ts";
import { scalarSymmetricSum } from "./scalar-sum.ts";
import { simdSymmetricSum } from "./simd-sum.ts";

const { MC, KC } = SIMD_FLOAT64;
/** Below it, sums take less time than making a module. */
const LEAST_VECTOR_SIZE = 64;
const LEAST_TILES = 4;

/** How many rows a panel of `columns` columns should have: KC at most, and so many that MC·KC elements are not exceeded. */
export function panelRows(columns: number): number {
  const tiles = Math.floor((MC * KC) / wholeTiles(columns) / TILE);
  return TILE * Math.max(LEAST_TILES, Math.min(KC / TILE, tiles));
}

/** A sum for a Jacobian of `columns` columns, all 0. The same bits with any arithmetic. */
export function symmetricSum(columns: number, rows: number): SymmetricSum {
  const size = wholeTiles(columns);
  return (size >= LEAST_VECTOR_SIZE && hasWasmSimd() ? simdSymmetricSum : scalarSymmetricSum)(size, rows);
}

function wholeTiles(columns: number): number {
  return TILE * Math.ceil(columns / TILE);
}
