// Puts the lines of neighbouring cells in order, so that a function that never falls, or never rises, does not either as a table of float32:
// proved of the very arithmetic that is emitted.

import type { FittedCells } from "./fit-cells.ts";
import type { LineOrder } from "./line-order.ts";
import { orderedValues } from "./ordered-values.ts";
import { HALF_UNIT, UP } from "./rounding.ts";

/** Of a value that is moved whatever its line's distance is. */
const FEW_ROUNDINGS = 8 * HALF_UNIT;

/** What the lines in order are as near to as can be: to those that were fitted, or to the function, often no further from it than the fitted ones. */
export type Near = "fitted" | "function";

/**
 * The cells with values shifted where results on both sides of a border would be out of order; undefined where a cell would be more than about twice
 * as far from the function: where a large one is moved down, all small ones before it have to be, by as much. A first cell that is around 0, as odd
 * functions have it, stays as it is. Within a cell the results have the order of the slope, for rounding keeps order.
 */
export function orderedCells(fitted: FittedCells, { grid, monotony, sign, borders }: LineOrder, near: Near): FittedCells | undefined {
  const [slopes, values] = [0, 1].map((entry) => Float32Array.from({ length: grid.count }, (_, cell) => sign * fitted.lines[2 * cell + entry]));
  const isAroundZero = grid.start === 0 && grid.low < 0;
  const given = Array.from(values, (value, cell) => {
    return { value, distance: near === "function" ? fitted.deviations[cell] : 0, isFixed: isAroundZero && cell === 0 };
  });
  const sums = borders.map(({ before, after }, cell) => ({ before: Math.fround(slopes[cell] * before), after: Math.fround(slopes[cell + 1] * after) }));
  const ordered = orderedValues(given, sums);
  if (ordered === undefined) return undefined;
  const lines = fitted.lines.map((one, place) => (place % 2 === 0 ? one : sign * ordered[(place - 1) / 2] + 0));
  const moved = Float64Array.from(fitted.deviations, (_, cell) => Math.abs(lines[2 * cell + 1] - fitted.lines[2 * cell + 1]));
  if (moved.some((distance, cell) => distance > fitted.deviations[cell] + FEW_ROUNDINGS * Math.abs(fitted.lines[2 * cell + 1]))) return undefined;
  const deviation = moved.reduce((worst, one, cell) => Math.max(worst, (fitted.deviations[cell] + one) * UP), 0);
  const rounding = (fitted.rounding + HALF_UNIT * Math.max(...moved)) * UP;
  return { lines, deviations: fitted.deviations, deviation, rounding, monotony };
}
