// float32: slope and value of a line for each cell, read by the op piecewise_linear.

import { piecewiseLinear } from "../../network/ops/piecewise-linear.ts";
import { cellAttributes, type CellGrid } from "../cell-grid.ts";
import { fitCells, type FittedCells } from "../fit-cells.ts";
import type { PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { lineOrderOf } from "../line-order.ts";
import { orderedCells } from "../ordered-cells.ts";
import { tiltedCells } from "../tilted-cells.ts";
import { boundsOf, type CellTable, type NumberKind } from "./number-kind.ts";

export const float32Lines: NumberKind = {
  storesLines: true,
  /** With its lines in order where the function has one, tilted or else moved; then as they are nearest. */
  *tablesOver(outputs, grid) {
    const fitted = outputs.map((output) => fitCells(output, grid));
    if (outputs.length === 1) yield* tablesInOrder(outputs[0], grid, fitted[0]);
    yield tableOfLines(grid, fitted);
  },
};

function* tablesInOrder(output: PiecewiseLinear, grid: CellGrid, fitted: FittedCells): Iterable<CellTable> {
  const order = lineOrderOf(output, grid, fitted);
  if (order === undefined) return;
  const tilted = tiltedCells(output, fitted, order);
  if (tilted !== undefined) yield tableOfLines(grid, [tilted]);
  for (const near of ["function", "fitted"] as const) {
    const moved = orderedCells(fitted, order, near);
    if (moved !== undefined) yield tableOfLines(grid, [moved]);
  }
}

export function tableOfLines(grid: CellGrid, fitted: readonly FittedCells[]): CellTable {
  return {
    grid,
    ...boundsOf(fitted),
    lines: fitted,
    bytes: 8 * grid.count * fitted.length,
    stored: "slope and value for each of",
    operations: "1 multiply-add",
    output({ builder, input, shape, origin, name, prefix }, first, end) {
      const count = end - first;
      const numbers = new Float32Array(2 * count * grid.count);
      for (let cell = 0; cell < grid.count; cell++) {
        for (let one = 0; one < count; one++) numbers.set(fitted[first + one].lines.subarray(2 * cell, 2 * cell + 2), 2 * (cell * count + one));
      }
      const cells = builder.ownParameter(`${prefix}cells`, [grid.count, ...shape, 2], numbers, origin);
      return builder.operation(piecewiseLinear, [input, cells], cellAttributes(grid), name, origin);
    },
  };
}
