// How far a function is from a polynomial over an interval at the most: cell by cell, from the function's Taylor series about the middle of each. Where the
// interval is long that is far less than its highest derivative says. The series of cells are kept, for networks ask for the same ones all the time.

import { LEAST, LOST, UP, type SmoothBounds } from "../affine-algebra.ts";
import { largestTerm } from "./largest-term.ts";

/** Cells per unit of length, and how many there may be in an interval. */
const [CELLS, MOST_CELLS] = [8, 512];

/** The function is within `aside` of Σ terms[k]·s^k, s from the middle of the cell. */
interface SeriesOfCell {
  readonly terms: Float64Array;
  readonly aside: number;
}

/** By function, order and cell. */
const known = new WeakMap<SmoothBounds, Map<number, SeriesOfCell | undefined>[]>();

/**
 * No number of the function is further from Σ coefficients[k]·(x − centre)^k; Infinity where that is not known, and of intervals that are longer than it
 * looks at.
 */
export function distanceToPolynomial(boundsOf: SmoothBounds, coefficients: Float64Array, centre: number, low: number, high: number): number {
  const [first, last] = [Math.floor(low * CELLS), Math.ceil(high * CELLS)];
  // Where a kink is between cells, each of them has a series, but the function has none over all.
  if (last - first > MOST_CELLS || boundsOf(low, high)?.series === undefined) return Infinity;
  let furthest = 0;
  for (let cell = first; cell < last && furthest < Infinity; cell++) {
    const series = seriesOf(boundsOf, coefficients.length - 1, cell);
    if (series === undefined) return Infinity;
    const [from, to] = [Math.max(low, cell / CELLS), Math.min(high, (cell + 1) / CELLS)];
    const middle = (cell + 0.5) / CELLS;
    const difference = shifted(coefficients, middle - centre);
    series.terms.forEach((term, k) => (difference[k] -= term));
    const size = sizeOf(difference, 0.5 / CELLS) + sizeOf(series.terms, 0.5 / CELLS) + sizeOf(coefficients, Math.max(high - centre, centre - low) + 1 / CELLS);
    // Of a part of a cell around its own middle.
    const around = from > cell / CELLS || to < (cell + 1) / CELLS ? shifted(difference, from / 2 + to / 2 - middle) : difference;
    const atMost = sizeOf(around, (to / 2 - from / 2) * UP + LEAST) + series.aside + size * coefficients.length ** 2 * LOST;
    furthest = Math.max(furthest, Number.isNaN(atMost) ? Infinity : atMost * UP);
  }
  return furthest;
}

function seriesOf(boundsOf: SmoothBounds, order: number, cell: number): SeriesOfCell | undefined {
  let byOrder = known.get(boundsOf);
  if (byOrder === undefined) known.set(boundsOf, (byOrder = []));
  const cells = (byOrder[order] ??= new Map<number, SeriesOfCell | undefined>());
  if (!cells.has(cell)) cells.set(cell, seriesAbout(boundsOf, order, cell));
  return cells.get(cell);
}

function seriesAbout(boundsOf: SmoothBounds, order: number, cell: number): SeriesOfCell | undefined {
  const [middle, reach] = [(cell + 0.5) / CELLS, 0.5 / CELLS];
  const series = boundsOf(middle, middle)?.series?.(order);
  if (series === undefined) return undefined;
  const terms = new Float64Array(order + 1);
  let aside = largestTerm(boundsOf, order + 1, cell / CELLS, (cell + 1) / CELLS) * reach ** (order + 1);
  series.forEach(({ low, high }, k) => {
    terms[k] = low / 2 + high / 2;
    aside += (Math.max(high - terms[k], terms[k] - low) + Math.abs(terms[k]) * LOST) * reach ** k;
  });
  return { terms, aside: aside * UP };
}

/** The polynomial about another number: of s + step, in powers of s, by Horner's rule again and again. */
function shifted(coefficients: Float64Array, step: number): Float64Array {
  const found = coefficients.slice();
  for (let first = 0; first < found.length; first++) {
    for (let k = found.length - 2; k >= first; k--) found[k] += step * found[k + 1];
  }
  return found;
}

/** Σ |coefficients[k]|·reach^k. */
function sizeOf(coefficients: Float64Array, reach: number): number {
  let size = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) size = size * reach + Math.abs(coefficients[k]);
  return size;
}
