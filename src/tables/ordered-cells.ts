// Puts the lines of neighbouring cells in order, so that a function that never falls, or never rises, does not either as a table of float32:
// proved of the very arithmetic that is emitted.

import { nextFloat32Down } from "../numeric/float32.ts";
import { signOf } from "../program/domains/dyadic.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import type { Monotony } from "../network/table-numbers.ts";
import { cellOfNumber, type CellGrid } from "./cell-grid.ts";
import { firstFloat32 } from "./float32-order.ts";
import type { FittedCells } from "./fit-cells.ts";
import { orderedValues } from "./ordered-values.ts";
import { HALF_UNIT, UP } from "./rounding.ts";

/** Of a value that is moved whatever its line's distance is. */
const FEW_ROUNDINGS = 8 * HALF_UNIT;

/** What the slopes of all pieces say, exactly; of a constant function that it does not decrease. */
export function monotonyOf({ pieces }: PiecewiseLinear): Monotony | undefined {
  const signs = pieces.map(({ slope }) => signOf(slope));
  if (signs.every((sign) => sign >= 0)) return "non-decreasing";
  return signs.every((sign) => sign <= 0) ? "non-increasing" : undefined;
}

/** The last float32 before a cell and the first one in it. */
interface Border {
  readonly before: number;
  readonly after: number;
}

/** What the lines in order are as near to as can be: to those that were fitted, or to the function, often no further from it than the fitted ones. */
export type Near = "fitted" | "function";

/**
 * The cells with values shifted where results on both sides of a border would be out of order; undefined where the function has no order, its
 * lines are not of it, a cell holds no number, or one would be more than about twice as far from the function: where a large cell is moved down, all
 * small ones before it have to be, by as much. A first cell that is around 0, as odd functions have it, stays as it is. Within a cell the results
 * have the order of the slope, for rounding keeps order.
 */
export function orderedCells(target: PiecewiseLinear, grid: CellGrid, fitted: FittedCells, near: Near): FittedCells | undefined {
  const monotony = monotonyOf(target);
  const borders = monotony && bordersOf(grid);
  if (monotony === undefined || borders === undefined) return undefined;
  const sign = monotony === "non-decreasing" ? 1 : -1;
  const [slopes, values] = [0, 1].map((entry) => Float32Array.from({ length: grid.count }, (_, cell) => sign * fitted.lines[2 * cell + entry]));
  const isAroundZero = grid.start === 0 && grid.low < 0;
  const given = Array.from(values, (value, cell) => {
    return { value, distance: near === "function" ? fitted.deviations[cell] : 0, isFixed: isAroundZero && cell === 0 };
  });
  if (slopes.some((slope) => slope < 0)) return undefined;
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

/** Before each cell but the first one; undefined where a cell holds no number. */
export function bordersOf(grid: CellGrid): readonly Border[] | undefined {
  const borders: Border[] = [];
  for (let cell = 1; cell < grid.count; cell++) {
    const after = firstFloat32(grid.low, grid.high, (x) => cellOfNumber(grid, x) >= cell);
    const before = after === undefined ? NaN : nextFloat32Down(after);
    if (after === undefined || cellOfNumber(grid, after) !== cell || cellOfNumber(grid, before) !== cell - 1) return undefined;
    borders.push({ before, after });
  }
  return borders;
}
