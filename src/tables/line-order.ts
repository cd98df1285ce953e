// The order that a function has, and where the lines of neighbouring cells meet: what has to hold of lines that are to keep it. Moves no line.

import { nextFloat32Down } from "../numeric/float32.ts";
import { signOf } from "../program/domains/dyadic.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import type { Monotony } from "../network/table-numbers.ts";
import { cellOfNumber, type CellGrid } from "./cell-grid.ts";
import type { FittedCells } from "./fit-cells.ts";
import { firstFloat32 } from "./float32-order.ts";

export interface LineOrder {
  readonly grid: CellGrid;
  readonly monotony: Monotony;
  /** With which the function and its lines never fall. */
  readonly sign: 1 | -1;
  /** Before each cell but the first one. */
  readonly borders: readonly Border[];
}

/** The last float32 before a cell and the first one in it. */
interface Border {
  readonly before: number;
  readonly after: number;
}

/** Undefined where the function has no order, its lines are not of it, or a cell holds no number. */
export function lineOrderOf(target: PiecewiseLinear, grid: CellGrid, { lines }: FittedCells): LineOrder | undefined {
  const monotony = monotonyOf(target);
  if (monotony === undefined) return undefined;
  const sign = monotony === "non-decreasing" ? 1 : -1;
  if (lines.some((slope, place) => place % 2 === 0 && sign * slope < 0)) return undefined;
  const borders = bordersOf(grid);
  return borders && { grid, monotony, sign, borders };
}

/** What the slopes of all pieces say, exactly; of a constant function that it does not decrease. */
export function monotonyOf({ pieces }: PiecewiseLinear): Monotony | undefined {
  const signs = pieces.map(({ slope }) => signOf(slope));
  if (signs.every((sign) => sign >= 0)) return "non-decreasing";
  return signs.every((sign) => sign <= 0) ? "non-increasing" : undefined;
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
