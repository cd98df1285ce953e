// The values at the borders of cells between which lines are near to a piecewise linear function: not rounded yet to what is stored.

import type { Monotony } from "../../network/table-numbers.ts";
import type { PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import type { CellGrid } from "../cell-grid.ts";
import { fitCells } from "../fit-cells.ts";
import { monotonyOf } from "../line-order.ts";

export interface BorderValues {
  /** One more than there are cells, in order where the function has one. */
  readonly values: readonly number[];
  readonly monotony: Monotony | undefined;
}

/** @param target on the open interval between the grid's ends. */
export function borderValues(target: PiecewiseLinear, grid: CellGrid): BorderValues {
  const monotony = monotonyOf(target);
  return { values: inOrder(valuesAtBorders(fitCells(target, grid).lines, grid), monotony), monotony };
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
function inOrder(values: readonly number[], monotony: Monotony | undefined): readonly number[] {
  if (monotony === undefined) return values;
  const later = monotony === "non-decreasing" ? Math.max : Math.min;
  let reached = values[0];
  return values.map((value) => (reached = later(reached, value)));
}
