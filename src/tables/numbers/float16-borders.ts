// float16: the values at the borders of cells as IEEE halves, with a unit for each element that the greatest of them is near to the end of their
// range in: of a value of 2^-30 of it still eleven bits are kept.

import { betweenHalves } from "../../network/ops/between-halves.ts";
import { float16Value, normalFloat16Bits } from "../../numeric/float16.ts";
import type { PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import type { CellGrid } from "../cell-grid.ts";
import { borderValues } from "./border-values.ts";
import { bothSides, halfUnits, placeInCell } from "./border-output.ts";
import { LEAST_UNIT } from "./fit-borders.ts";
import { deviationOf, isExactAtBorders, roundingOf } from "./lines-between.ts";
import { boundsOf, byTurns, type CellTable, type FittedElement, type NumberKind } from "./number-kind.ts";

/** A function as the values at the borders of cells, `unit` times each half. */
interface FittedHalves extends FittedElement {
  /** Patterns of bits, one more than there are cells. */
  readonly halves: Uint16Array;
  /** A power of two. */
  readonly unit: number;
}

const GREATEST_HALF = 65504;

export const float16Borders: NumberKind = {
  storesLines: false,
  tablesOver: (outputs, grid) => [tableOf(grid, outputs.map((output) => fitHalves(output, grid)))],
};

/** @param grid of cells a power of two wide. */
function fitHalves(target: PiecewiseLinear, grid: CellGrid): FittedHalves {
  const { values: wanted, monotony } = borderValues(target, grid);
  const greatest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const unit = 2 ** Math.ceil(Math.log2(Math.max(greatest / GREATEST_HALF, LEAST_UNIT)));
  const halves = Uint16Array.from(wanted, (value) => normalFloat16Bits(value / unit));
  const values = Array.from(halves, float16Value);
  return {
    halves,
    unit,
    deviation: deviationOf(target, { grid, values, unit }),
    rounding: roundingOf({ values, unit }),
    monotony: isExactAtBorders(values) ? monotony : undefined,
  };
}

function tableOf(grid: CellGrid, fitted: readonly FittedHalves[]): CellTable {
  return {
    grid,
    ...boundsOf(fitted),
    bytes: fitted.length * (2 * (grid.count + 1) + 4),
    stored: "the values at the borders, as halves of 16 bits each, of",
    operations: "3 multiplications, 4 additions",
    output(site, first, end) {
      const { builder, shape, origin, name, prefix } = site;
      const elements = fitted.slice(first, end);
      const numbers = Uint16Array.from(byTurns(grid.count + 1, elements.map(({ halves }) => halves)));
      const borders = builder.constant(`${prefix}borders`, [grid.count + 1, ...shape], "u16", numbers, origin);
      const scale = halfUnits(site, elements);
      const { cell, along } = placeInCell(site, grid);
      const sides = bothSides(site, borders, cell, ["before", "after"]);
      return builder.operation(betweenHalves, [...sides, along, scale], {}, name, origin);
    },
  };
}
