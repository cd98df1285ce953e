// An equal grid over segments: for each of its cells the segment a search may begin at, and how many knots a number has to be compared with from
// there on. Chooses no grid.

import { cellInterval, type CellGrid } from "../cell-grid.ts";

export interface SegmentGrid {
  readonly grid: CellGrid;
  /** Of each cell; after each one there are as many segments as comparisons. */
  readonly starts: Uint8Array | Uint16Array;
  /** The most knots that lie within a cell: comparing with as many of them after the start finds every number's segment. */
  readonly comparisons: number;
}

/** @param knots at least two, ascending, the first one at the grid's low end. */
export function segmentGrid(knots: Float32Array, grid: CellGrid): SegmentGrid {
  const firsts: number[] = [];
  let [first, last, comparisons] = [0, 0, 1];
  for (let cell = 0; cell < grid.count; cell++) {
    const { from, to } = cellInterval(grid, cell);
    // Cells that take scaled numbers overlap.
    while (first > 0 && knots[first] > from) first--;
    while (first + 1 < knots.length && knots[first + 1] <= from) first++;
    while (last + 1 < knots.length && knots[last + 1] <= to) last++;
    firsts.push(first);
    comparisons = Math.max(comparisons, last - first);
  }
  // Beginning earlier finds the same segment where all knots that are left are compared with.
  const starts = firsts.map((start) => Math.min(start, knots.length - 1 - comparisons));
  return { grid, starts: knots.length - 1 - comparisons < 256 ? Uint8Array.from(starts) : Uint16Array.from(starts), comparisons };
}
