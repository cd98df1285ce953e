// How the segment of a number is found: by a search, or by an equal grid and comparisons. Chooses what costs least.

import { searchSteps } from "../../network/ops/segment-by-search.ts";
import { gridOfPowerOfTwo } from "../cell-grid.ts";
import { segmentGrid, type SegmentGrid } from "./segment-grid.ts";

export type Finding =
  /** Comparisons one after the other, the knot of each depending on those before. */
  | { readonly kind: "search"; readonly comparisons: number }
  | ({ readonly kind: "grid" } & SegmentGrid);

/** What a table is to be cheap in. */
export type Thrift = "time" | "bytes";

/** Of a grid: beside knots and lines it is to be no burden on the fastest memory. */
const MOST_CELLS = 2 ** 13;

/** @param knots at least two, ascending, the first one at `low`. */
export function cheapestFinding(knots: Float32Array, low: number, high: number, thrift: Thrift): Finding {
  const costOf = thrift === "time" ? timeOf : bytesOf;
  const search: Finding = { kind: "search", comparisons: searchSteps(knots.length).length };
  return gridsOf(knots, low, high).reduce((best, grid) => (costOf(grid) < costOf(best) ? grid : best), search);
}

/** Every grid of powers of two, the coarsest first, up to the one that leaves a single comparison. */
function gridsOf(knots: Float32Array, low: number, high: number): readonly Finding[] {
  const grids: Finding[] = [];
  for (let exponent = Math.ceil(Math.log2(high - low)); ; exponent--) {
    const grid = gridOfPowerOfTwo(low, high, exponent);
    if (grid === undefined || grid.count > MOST_CELLS) return grids;
    const one: Finding = { kind: "grid", ...segmentGrid(knots, grid) };
    grids.push(one);
    if (one.comparisons === 1) return grids;
  }
}

/**
 * Nanoseconds of a call, the mean of one by itself and of one that waits for the last: gcc 12.2 -O2 on a Zen 4, docs/performance.md. Every
 * comparison of a search waits for the one before it, those after a grid wait for the grid alone. A kilobyte of a grid counts for a quarter of
 * a nanosecond, which others miss that would have used the fastest memory.
 */
function timeOf(finding: Finding): number {
  switch (finding.kind) {
    case "search":
      return 0.6 + 2.9 * finding.comparisons;
    case "grid":
      return 6.4 + 0.4 * finding.comparisons + finding.starts.byteLength / 4096;
  }
}

/** Of the grid and of the code that finds a segment and computes its line: gcc 12.2 -O2 for x86-64, where others are near. */
export function bytesOf(finding: Finding): number {
  switch (finding.kind) {
    case "search":
      return 24 + 20 * finding.comparisons;
    case "grid":
      return 100 + 12 * finding.comparisons + finding.starts.byteLength;
  }
}

/** Of the code that finds a cell of equal width and computes its line, measured alike. */
export const CELL_CODE_BYTES = 64;
