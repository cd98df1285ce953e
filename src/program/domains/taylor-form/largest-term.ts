// How large a term of a function's Taylor series is over an interval at the most. Bounds of terms over long intervals are wide, so that an interval is
// looked at in cells; what is found of a cell is kept, for networks ask for the same ones all the time.

import { UP, type Bounds, type SmoothBounds } from "../affine-algebra.ts";

/** Cells per unit of length, and how many there may be in an interval. */
const [CELLS, MOST_CELLS] = [8, 256];

/** By function, order and cell. */
const known = new WeakMap<SmoothBounds, Map<number, number>[]>();

/** No |f^(k)(x)|/k! is larger; Infinity where that is not known. */
export function largestTerm(boundsOf: SmoothBounds, k: number, low: number, high: number): number {
  const [first, last] = [Math.floor(low * CELLS), Math.ceil(high * CELLS)];
  // Cells on both sides of a kink have terms, and what lies over it has none.
  if (boundsOf(low, high)?.series === undefined) return Infinity;
  if (high - low < 1 / CELLS || last - first > MOST_CELLS) return termOver(boundsOf, k, low, high);
  const cells = cellsOf(boundsOf, k);
  let largest = 0;
  for (let cell = first; cell < last; cell++) {
    let found = cells.get(cell);
    if (found === undefined) cells.set(cell, (found = termOver(boundsOf, k, cell / CELLS, (cell + 1) / CELLS)));
    largest = Math.max(largest, found);
  }
  return largest < Infinity ? largest : termOver(boundsOf, k, low, high);
}

/** As bounds of terms over the interval tell, or the term in its middle and the next one over the interval, where that is nearer. */
function termOver(boundsOf: SmoothBounds, k: number, low: number, high: number): number {
  const middle = low / 2 + high / 2;
  const [over, at] = [boundsOf(low, high)?.series?.(k + 1), boundsOf(middle, middle)?.series?.(k)];
  const largest = sizeOf(over?.[k]);
  const byNext = (sizeOf(at?.[k]) + sizeOf(over?.[k + 1]) * (k + 1) * Math.max(high - middle, middle - low)) * UP;
  return byNext < largest ? byNext : largest;
}

function sizeOf(term: Bounds | undefined): number {
  const size = term === undefined ? Infinity : Math.max(-term.low, term.high);
  return Number.isNaN(size) ? Infinity : size;
}

function cellsOf(boundsOf: SmoothBounds, k: number): Map<number, number> {
  let byOrder = known.get(boundsOf);
  if (byOrder === undefined) known.set(boundsOf, (byOrder = []));
  return (byOrder[k] ??= new Map<number, number>());
}
