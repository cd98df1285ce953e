// Makes a table of a network of one input that is linear between finitely many places: the coarsest cells that somebody is content with.

import { piecewiseLinearOutputs } from "../analysis/breakpoints.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { difference, product, quotient, sum, type Rational } from "../program/domains/rational.ts";
import { dyadicOf } from "../program/domains/dyadic.ts";
import type { Program } from "../program/program.ts";
import { gridOfCount, gridOfPowerOfTwo, type CellGrid } from "./cell-grid.ts";
import { fitCells, type FittedCells } from "./fit-cells.ts";

/** Cells of one width, with a line for each element of the outputs in each of them. */
export interface CellTable {
  readonly grid: CellGrid;
  readonly outputs: readonly FittedCells[];
  /** Of the element that is worst. */
  readonly deviation: number;
  readonly rounding: number;
}

/** How wide cells may be: powers of two, which no argument has to be scaled for, or whatever makes as few of them as possible. */
export type Widths = "powers of two" | "any";

/** Numbers in a table: 32 KiB, what the fastest memory of most processors holds. */
const MOST_NUMBERS = 2 ** 13;

export type Tabulated =
  | { readonly kind: "table"; readonly table: CellTable }
  /** None of as many cells as there may be suits. */
  | { readonly kind: "too few cells"; readonly most: number }
  | { readonly kind: "no lines"; readonly reason: string };

/**
 * @param low and `high` float32 numbers.
 * @param suits is asked of ever more cells, where cells may be of any width also of fewer again.
 */
export function tabulate(program: Program, low: number, high: number, widths: Widths, suits: (table: CellTable) => boolean): Tabulated {
  const found = piecewiseLinearOutputs(program, low, high);
  if (found.kind === "unknown") return { kind: "no lines", reason: found.reason };
  const { outputs } = found;
  if (!outputs.every(isContinuous)) return { kind: "no lines", reason: "it jumps, and a table of lines would be wrong beside the place" };
  const most = Math.floor(MOST_NUMBERS / (2 * outputs.length));
  const tableOf = (grid: CellGrid): CellTable => {
    const fitted = outputs.map((output) => fitCells(output, grid));
    return { grid, outputs: fitted, deviation: largest(fitted, "deviation"), rounding: largest(fitted, "rounding") };
  };
  let exponent = Math.ceil(Math.log2(high - low));
  for (; ; exponent--) {
    const grid = gridOfPowerOfTwo(low, high, exponent);
    if (grid === undefined || grid.count > most) return { kind: "too few cells", most };
    const table = tableOf(grid);
    if (suits(table)) return { kind: "table", table: widths === "powers of two" ? table : fewer(table, low, high, tableOf, suits) };
  }
}

/** The table with the fewest cells that is found by halving between half the count and the whole. */
function fewer(table: CellTable, low: number, high: number, tableOf: (grid: CellGrid) => CellTable, suits: (table: CellTable) => boolean): CellTable {
  let best = table;
  let [tooFew, enough] = [Math.floor(table.grid.count / 2), table.grid.count];
  while (enough - tooFew > 1) {
    const count = Math.floor((tooFew + enough) / 2);
    const grid = gridOfCount(low, high, count);
    const candidate = grid === undefined ? undefined : tableOf(grid);
    if (candidate !== undefined && candidate.grid.count < best.grid.count && suits(candidate)) {
      best = candidate;
      enough = count;
    } else {
      tooFew = count;
    }
  }
  return best;
}

function largest(fitted: readonly FittedCells[], which: "deviation" | "rounding"): number {
  return Math.max(...fitted.map((one) => one[which]));
}

/** Whether the pieces on both sides of every break meet there. */
function isContinuous({ breaks, pieces }: PiecewiseLinear): boolean {
  return breaks.every((place, index) => {
    const [before, after] = [pieces[index], pieces[index + 1]].map((piece) => valueAt(piece, place));
    return difference(before, after).numerator === 0n;
  });
}

function valueAt({ slope, intercept }: PiecewiseLinear["pieces"][number], x: Rational): Rational {
  return sum(product(quotient(slope, dyadicOf(1)), x), quotient(intercept, dyadicOf(1)));
}
