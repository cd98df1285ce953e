// Puts the lines of neighbouring cells in order, so that a function that never falls, or never rises, does not either as a table of float32:
// proved of the very arithmetic that is emitted.

import { nextFloat32Down, nextFloat32Up } from "../numeric/float32.ts";
import { signOf } from "../program/domains/dyadic.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import type { Monotony } from "../network/table-numbers.ts";
import { cellOfNumber, type CellGrid } from "./cell-grid.ts";
import { firstFloat32 } from "./float32-order.ts";
import type { FittedCells } from "./fit-cells.ts";
import { leastShifts } from "./least-shifts.ts";
import { HALF_UNIT, UP } from "./rounding.ts";

/** Steps of float32 from a shifted value to one whose results are in order, at the most. */
const MOST_STEPS = 64;

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

/**
 * The cells with values shifted where results on both sides of a border would be out of order; undefined where the function has no order, its
 * lines are not of it, or a cell holds no number. Within a cell the results have the order of the slope, for rounding keeps order.
 */
export function orderedCells(target: PiecewiseLinear, grid: CellGrid, fitted: FittedCells): FittedCells | undefined {
  const monotony = monotonyOf(target);
  const borders = monotony && bordersOf(grid);
  if (monotony === undefined || borders === undefined) return undefined;
  const sign = monotony === "non-decreasing" ? 1 : -1;
  const lines = Float32Array.from(fitted.lines);
  if (lines.some((slope, place) => place % 2 === 0 && slope * sign < 0)) return undefined;
  const behind = borders.map(({ before, after }, place) => (resultAt(lines, place, before) - resultAt(lines, place + 1, after)) * sign);
  const shifts = leastShifts(behind, fitted.deviations);
  for (const [cell, shift] of shifts.entries()) {
    lines[2 * cell + 1] += shift * sign;
    if (cell > 0 && !setInOrder(lines, cell, borders[cell - 1], sign)) return undefined;
  }
  const moved = Float64Array.from(fitted.deviations, (_, cell) => Math.abs(lines[2 * cell + 1] - fitted.lines[2 * cell + 1]));
  const deviation = moved.reduce((worst, one, cell) => Math.max(worst, (fitted.deviations[cell] + one) * UP), 0);
  const rounding = (fitted.rounding + HALF_UNIT * Math.max(...moved)) * UP;
  return { lines, deviations: fitted.deviations, deviation, rounding, monotony };
}

/** Before each cell but the first one; undefined where a cell holds no number. */
function bordersOf(grid: CellGrid): readonly Border[] | undefined {
  const borders: Border[] = [];
  for (let cell = 1; cell < grid.count; cell++) {
    const after = firstFloat32(grid.low, grid.high, (x) => cellOfNumber(grid, x) >= cell);
    const before = after === undefined ? NaN : nextFloat32Down(after);
    if (after === undefined || cellOfNumber(grid, after) !== cell || cellOfNumber(grid, before) !== cell - 1) return undefined;
    borders.push({ before, after });
  }
  return borders;
}

/** Moves the value of a cell on until its first result is in order with the last one before it; whether that could be had. */
function setInOrder(lines: Float32Array, cell: number, { before, after }: Border, sign: 1 | -1): boolean {
  const reached = resultAt(lines, cell - 1, before);
  const next = sign > 0 ? nextFloat32Up : nextFloat32Down;
  for (let steps = 0; (resultAt(lines, cell, after) - reached) * sign < 0; steps++) {
    if (steps === MOST_STEPS) return false;
    lines[2 * cell + 1] = next(lines[2 * cell + 1]);
  }
  return true;
}

/** As the emitted function computes it. */
function resultAt(lines: Float32Array, cell: number, x: number): number {
  return Math.fround(lines[2 * cell + 1] + Math.fround(lines[2 * cell] * x));
}
