// Fits integers of 16 bits to the borders of the cells of a grid, so that the lines between them are near to a piecewise linear function;
// how near is computed exactly, of the integers as they are stored.

import type { PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import type { CellGrid } from "../cell-grid.ts";
import { borderValues } from "./border-values.ts";
import { deviationOf, roundingOf } from "./lines-between.ts";
import type { FittedElement } from "./number-kind.ts";

/** A function as the values at the borders of cells, `unit`·(border + offset / 2) each. */
export interface FittedBorders extends FittedElement {
  /** One more than there are cells. */
  readonly borders: Int16Array;
  /** Twice what is added to each border. */
  readonly offset: number;
  /** A power of two. */
  readonly unit: number;
}

const [LEAST, STEPS] = [-(2 ** 15), 2 ** 16 - 1];
/** No value has more units, so that float32 holds sums of two without rounding. */
export const MOST_UNITS = 2 ** 22;
/** Products with a smaller one might be subnormal. */
export const LEAST_UNIT = 2 ** -120;

/**
 * @param target on the open interval between the grid's ends.
 * @param grid of cells a power of two wide.
 */
export function fitBorders(target: PiecewiseLinear, grid: CellGrid): FittedBorders {
  const { values: wanted, monotony } = borderValues(target, grid);
  const { unit, offset, borders } = inUnits(wanted);
  const values = Array.from(borders, (border) => border + offset / 2);
  return { borders, offset, unit, deviation: deviationOf(target, { grid, values, unit }), rounding: roundingOf({ values, unit }), monotony };
}

/** In the smallest unit of which 65,535 reach from the least value to the greatest; rounding keeps the values' order. */
function inUnits(values: readonly number[]): Pick<FittedBorders, "borders" | "offset" | "unit"> {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const needed = Math.max((greatest - least) / (STEPS - 1), Math.max(Math.abs(least), Math.abs(greatest)) / MOST_UNITS, LEAST_UNIT);
  const unit = 2 ** Math.ceil(Math.log2(needed));
  const first = Math.round(least / unit);
  return { unit, offset: 2 * (first - LEAST), borders: Int16Array.from(values, (value) => Math.round(value / unit) - first + LEAST) };
}
