// int8: how far the values at the borders of cells are from lines over blocks of cells, as integers of 8 bits, with one of 16 bits for each block,
// and a unit and an offset for each element.

import { betweenBlockBorders } from "../../network/ops/between-block-borders.ts";
import { cellBlock } from "../../network/ops/cell-block.ts";
import type { CellGrid } from "../cell-grid.ts";
import { borderValues } from "./border-values.ts";
import { bothSides, halfUnits, offsets, placeInCell } from "./border-output.ts";
import { fitBlocks, type FittedBlocks } from "./fit-blocks.ts";
import { boundsOf, byTurns, type CellTable, type NumberKind } from "./number-kind.ts";

/** Of the cells of a block: in shorter blocks a table would take more than one of twice the cells, in longer ones hardly less. */
const [LONGEST, SHORTEST] = [6, 2];

export const int8Borders: NumberKind = {
  storesLines: false,
  /** The smallest first. */
  *tablesOver(outputs, grid) {
    const wanted = outputs.map((output) => borderValues(output, grid));
    // In a block that is twice as long as all cells nothing is saved.
    const longest = Math.max(Math.min(LONGEST, Math.ceil(Math.log2(grid.count))), SHORTEST);
    for (let exponent = longest; exponent >= SHORTEST; exponent--) {
      yield tableOf(grid, exponent, outputs.map((output, place) => fitBlocks(output, grid, wanted[place], exponent)));
    }
  },
};

function tableOf(grid: CellGrid, exponent: number, fitted: readonly FittedBlocks[]): CellTable {
  const ends = Math.ceil(grid.count / 2 ** exponent) + 1;
  return {
    grid,
    ...boundsOf(fitted),
    bytes: fitted.length * (grid.count + 1 + 2 * ends + 8),
    stored: `the values at the borders, in 8 bits each beside lines over ${2 ** exponent} cells, of`,
    operations: "3 multiplications, 2 additions",
    output(site, first, end) {
      const { builder, shape, origin, name, prefix } = site;
      const elements = fitted.slice(first, end);
      const ofBlocks = Int16Array.from(byTurns(ends, elements.map((one) => one.ends)));
      const ofBorders = Int8Array.from(byTurns(grid.count + 1, elements.map(({ corrections }) => corrections)));
      const lines = builder.constant(`${prefix}lines`, [ends, ...shape], "i16", ofBlocks, origin);
      const corrections = builder.constant(`${prefix}corrections`, [grid.count + 1, ...shape], "i8", ofBorders, origin);
      const [offset, scale] = [offsets(site, elements), halfUnits(site, elements)];
      const { cell, along } = placeInCell(site, grid);
      const block = builder.operation(cellBlock, [cell], { exponent }, "block", origin);
      const line = bothSides(site, lines, block, ["start", "end"]);
      const sides = bothSides(site, corrections, cell, ["before", "after"]);
      return builder.operation(betweenBlockBorders, [...line, ...sides, cell, along, offset, scale], { exponent }, name, origin);
    },
  };
}
