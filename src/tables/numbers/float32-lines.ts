// float32: slope and value of a line for each cell, read by the op piecewise_linear.

import { piecewiseLinear } from "../../network/ops/piecewise-linear.ts";
import { cellAttributes, type CellGrid } from "../cell-grid.ts";
import { fitCells, type FittedCells } from "../fit-cells.ts";
import { orderedCells } from "../ordered-cells.ts";
import { boundsOf, type CellTable, type NumberKind } from "./number-kind.ts";

export const float32Lines: NumberKind = {
  storesLines: true,
  /** With its lines in order where the function has one, as near to the function and then to the nearest lines as can be; then as they are nearest. */
  *tablesOver(outputs, grid) {
    const fitted = outputs.map((output) => fitCells(output, grid));
    for (const near of outputs.length === 1 ? (["function", "fitted"] as const) : []) {
      const ordered = orderedCells(outputs[0], grid, fitted[0], near);
      if (ordered !== undefined) yield tableOfLines(grid, [ordered]);
    }
    yield tableOfLines(grid, fitted);
  },
};

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
