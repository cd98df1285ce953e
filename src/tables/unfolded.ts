// A table of an odd function from 0 on as one of all arguments: the cells below 0 have the lines of those above, turned around 0. Where numbers are
// nearest to their cells' middles −x lies in the cell opposite to that of x, so that its result is the opposite one.

import type { CellGrid } from "./cell-grid.ts";
import type { FittedCells } from "./fit-cells.ts";
import { tableOfLines } from "./numbers/float32-lines.ts";
import type { CellTable } from "./numbers/number-kind.ts";

/** @param grid whose first cell is around 0. @param fitted with a line through 0 there. */
export function unfolded(grid: CellGrid, fitted: readonly FittedCells[]): CellTable {
  const above = grid.count - 1;
  const lines = fitted.map((one): FittedCells => ({
    ...one,
    lines: Float32Array.from({ length: 2 * (2 * above + 1) }, (_, place) => {
      const cell = Math.floor(place / 2) - above;
      return place % 2 === 0 || cell >= 0 ? one.lines[2 * Math.abs(cell) + (place % 2)] : -one.lines[2 * -cell + 1];
    }),
    deviations: Float64Array.from({ length: 2 * above + 1 }, (_, place) => one.deviations[Math.abs(place - above)]),
  }));
  return tableOfLines({ ...grid, start: -above, count: 2 * above + 1, low: -grid.high }, lines);
}
