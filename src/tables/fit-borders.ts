// Fits integers of 16 bits to the borders of the cells of a grid, so that the lines between them are near to a piecewise linear function;
// how near is computed exactly, of the integers as they are stored.

import type { Monotony } from "../network/table-numbers.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { compare, difference, exactly, product, rational, sum, type Rational } from "../program/domains/rational.ts";
import { cellInterval, type CellGrid } from "./cell-grid.ts";
import { fitCells } from "./fit-cells.ts";
import { HALF_LEAST, HALF_UNIT, UP } from "./rounding.ts";
import { verticesOf } from "./vertices.ts";
import { monotonyOf } from "./ordered-cells.ts";

/** A function as the values at the borders of cells, `unit`·(border + offset / 2) each. */
export interface FittedBorders {
  /** One more than there are cells. */
  readonly borders: Int16Array;
  /** Twice what is added to each border. */
  readonly offset: number;
  /** A power of two. */
  readonly unit: number;
  /** The largest |lines − function| over the grid's interval in real arithmetic; rounded up. */
  readonly deviation: number;
  /** How far the float32 arithmetic is from the lines at the most; rounded up. */
  readonly rounding: number;
  /** Of the borders, where the function has the same. */
  readonly monotony: Monotony | undefined;
}

const [LEAST, STEPS] = [-(2 ** 15), 2 ** 16 - 1];
/** No value has more units, so that float32 holds sums of two without rounding. */
const MOST_UNITS = 2 ** 22;
const LEAST_SUBNORMAL = 2 * HALF_LEAST;

/**
 * @param target on the open interval between the grid's ends.
 * @param grid of cells a power of two wide.
 */
export function fitBorders(target: PiecewiseLinear, grid: CellGrid): FittedBorders {
  const monotony = monotonyOf(target);
  const { unit, offset, borders } = inUnits(monotone(valuesAtBorders(fitCells(target, grid).lines, grid), monotony));
  const deviation = deviationOf(target, grid, (border) => product(exactly(unit), sum(rational(BigInt(borders[border]), 1n), rational(BigInt(offset), 2n))));
  return { borders, offset, unit, deviation, rounding: roundingOf(borders, offset, unit), monotony };
}

/** Between the lines of the two cells that a border is of: of a curve as far on one side of it as the middle of a line is on the other. */
function valuesAtBorders(lines: Float32Array, { start, count, width }: CellGrid): readonly number[] {
  return Array.from({ length: count + 1 }, (_, border) => {
    const x = (start + border - 0.5) * width;
    const cells = [border - 1, border].filter((cell) => cell >= 0 && cell < count);
    return cells.reduce((total, cell) => total + (lines[2 * cell] * x + lines[2 * cell + 1]), 0) / cells.length;
  });
}

/** Values that are out of order become the nearest one before them that is not. */
function monotone(values: readonly number[], monotony: Monotony | undefined): readonly number[] {
  if (monotony === undefined) return values;
  const later = monotony === "non-decreasing" ? Math.max : Math.min;
  let reached = values[0];
  return values.map((value) => (reached = later(reached, value)));
}

/** In the smallest unit of which 65,535 reach from the least value to the greatest; rounding keeps the values' order. */
function inUnits(values: readonly number[]): Pick<FittedBorders, "borders" | "offset" | "unit"> {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const needed = Math.max((greatest - least) / (STEPS - 1), Math.max(Math.abs(least), Math.abs(greatest)) / MOST_UNITS, 2 ** -120);
  const unit = 2 ** Math.ceil(Math.log2(needed));
  const first = Math.round(least / unit);
  return { unit, offset: 2 * (first - LEAST), borders: Int16Array.from(values, (value) => Math.round(value / unit) - first + LEAST) };
}

function deviationOf(target: PiecewiseLinear, grid: CellGrid, valueAt: (border: number) => Rational): number {
  const width = exactly(grid.width);
  let [worst, piece] = [0, 0];
  for (let cell = 0; cell < grid.count; cell++) {
    const [begin, end] = Object.values(cellInterval(grid, cell)).map(exactly);
    while (piece < target.breaks.length && compare(target.breaks[piece], begin) <= 0) piece++;
    const [before, after] = [valueAt(cell), valueAt(cell + 1)];
    const [border, rise] = [exactly((grid.start + cell - 0.5) * grid.width), difference(after, before)];
    for (const { x, y } of verticesOf(target, piece, begin, end)) {
      const share = product(difference(x, border), rational(width.denominator, width.numerator));
      worst = Math.max(worst, Math.abs(difference(sum(before, product(rise, share)), y).value));
    }
  }
  return worst * UP;
}

/** Of the product and of the sum; where x is subnormal, of its place. */
function roundingOf(borders: Int16Array, offset: number, unit: number): number {
  let worst = 0;
  for (let cell = 0; cell + 1 < borders.length; cell++) {
    const [before, after] = [borders[cell], borders[cell + 1]];
    const [rise, middle] = [Math.abs(after - before), Math.abs(before + after + offset)];
    const ofProduct = HALF_UNIT * rise + (rise + 1) * LEAST_SUBNORMAL;
    worst = Math.max(worst, ofProduct + HALF_UNIT * (middle + rise + ofProduct));
  }
  return ((worst * unit) / 2 + LEAST_SUBNORMAL) * UP;
}
