// What is true of lines between values at the borders of cells, whatever they are stored as: how far they are from a function, exactly, and what
// float32 arithmetic adds.

import type { PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { compare, difference, exactly, product, rational, sum } from "../../program/domains/rational.ts";
import { cellInterval, type CellGrid } from "../cell-grid.ts";
import { HALF_LEAST, HALF_UNIT, UP } from "../rounding.ts";
import { verticesOf } from "../vertices.ts";

const LEAST_SUBNORMAL = 2 * HALF_LEAST;

/** Lines between the values `unit` times each of `values`, which are what is stored or the sum of what is. */
export interface BorderedLines {
  readonly grid: CellGrid;
  readonly values: readonly number[];
  /** A power of two. */
  readonly unit: number;
}

/** The largest |lines − function| over the grid's interval in real arithmetic; rounded up. */
export function deviationOf(target: PiecewiseLinear, { grid, values, unit }: BorderedLines): number {
  const width = exactly(grid.width);
  let [worst, piece] = [0, 0];
  for (let cell = 0; cell < grid.count; cell++) {
    const [begin, end] = Object.values(cellInterval(grid, cell)).map(exactly);
    while (piece < target.breaks.length && compare(target.breaks[piece], begin) <= 0) piece++;
    // Exact, for neither a power of two nor a number of few bits is rounded.
    const [before, after] = [exactly(unit * values[cell]), exactly(unit * values[cell + 1])];
    const [border, rise] = [exactly((grid.start + cell - 0.5) * grid.width), difference(after, before)];
    for (const { x, y } of verticesOf(target, piece, begin, end)) {
      const share = product(difference(x, border), rational(width.denominator, width.numerator));
      worst = Math.max(worst, Math.abs(difference(sum(before, product(rise, share)), y).value));
    }
  }
  return worst * UP;
}

/**
 * How far ((before + after) + (after − before)·place)·(unit / 2) is from the lines at the most: what sum and difference are rounded by, the product, the
 * last sum; where x is subnormal, its place. Rounded up.
 */
export function roundingOf({ values, unit }: Omit<BorderedLines, "grid">): number {
  let worst = 0;
  for (let cell = 0; cell + 1 < values.length; cell++) {
    const [total, rise] = [values[cell] + values[cell + 1], values[cell + 1] - values[cell]];
    const [ofTotal, ofRise] = [total, rise].map(roundedBy);
    const ofProduct = ofRise + HALF_UNIT * (Math.abs(rise) + ofRise) + (Math.abs(rise) + ofRise + 1) * LEAST_SUBNORMAL;
    const result = Math.abs(total) + ofTotal + Math.abs(rise) + ofProduct;
    worst = Math.max(worst, ofTotal + ofProduct + HALF_UNIT * result);
  }
  return ((worst * unit) / 2 + LEAST_SUBNORMAL) * UP;
}

/**
 * Whether the values at both ends of every cell are computed exactly, as they are where float32 holds each sum and difference of neighbours. Then
 * the results have the order of the values: within a cell all that is rounded keeps the order, and cells meet in what is stored.
 */
export function isExactAtBorders(values: readonly number[]): boolean {
  return values.every((value, border) => border === 0 || (roundedBy(value + values[border - 1]) === 0 && roundedBy(value - values[border - 1]) === 0));
}

function roundedBy(value: number): number {
  return Math.abs(Math.fround(value) - value);
}
