// int16: the values at the borders of cells as integers of 16 bits, with a unit and an offset for each element.

import { betweenBorders } from "../../network/ops/between-borders.ts";
import type { CellGrid } from "../cell-grid.ts";
import { bothSides, halfUnits, offsets, placeInCell } from "./border-output.ts";
import { fitBorders, type FittedBorders } from "./fit-borders.ts";
import { boundsOf, byTurns, type CellTable, type NumberKind } from "./number-kind.ts";

export const int16Borders: NumberKind = {
  storesLines: false,
  tablesOver: (outputs, grid) => [tableOf(grid, outputs.map((output) => fitBorders(output, grid)))],
};

function tableOf(grid: CellGrid, fitted: readonly FittedBorders[]): CellTable {
  return {
    grid,
    ...boundsOf(fitted),
    bytes: fitted.length * (2 * (grid.count + 1) + 8),
    stored: "the values at the borders, in 16 bits each, of",
    operations: "3 multiplications, 2 additions",
    output(site, first, end) {
      const { builder, shape, origin, name, prefix } = site;
      const elements = fitted.slice(first, end);
      const numbers = Int16Array.from(byTurns(grid.count + 1, elements.map(({ borders }) => borders)));
      const borders = builder.constant(`${prefix}borders`, [grid.count + 1, ...shape], "i16", numbers, origin);
      const [offset, scale] = [offsets(site, elements), halfUnits(site, elements)];
      const { cell, along } = placeInCell(site, grid);
      const sides = bothSides(site, borders, cell, ["before", "after"]);
      return builder.operation(betweenBorders, [...sides, along, offset, scale], {}, name, origin);
    },
  };
}
