// Makes a table of cells of functions that are linear between finitely many places: the coarsest cells that somebody is content with.

import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { gridOfCount, gridOfPowerOfTwo, type CellGrid } from "./cell-grid.ts";
import { fitBorders, type FittedBorders } from "./fit-borders.ts";
import { fitCells, type FittedCells } from "./fit-cells.ts";
import { orderedCells } from "./ordered-cells.ts";
import type { Numbers } from "../network/table-numbers.ts";

/** Cells of one width, with a line for each element of the outputs in each of them, or the values at their borders. */
export type CellTable = Bounds & (
  | { readonly numbers: "float32"; readonly outputs: readonly FittedCells[] }
  | { readonly numbers: "int16"; readonly outputs: readonly FittedBorders[] }
);

interface Bounds {
  readonly grid: CellGrid;
  /** Of the element that is worst. */
  readonly deviation: number;
  readonly rounding: number;
}

/** How wide cells may be: powers of two, which no argument has to be scaled for, or whatever makes as few of them as possible. */
export type Widths = "powers of two" | "any";

/** What a table is to be like. */
export interface Kind {
  readonly widths: Widths;
  readonly numbers: Numbers;
}

/** Numbers in a table: 32 KiB, what the fastest memory of most processors holds. */
export const MOST_NUMBERS = 2 ** 13;

/** What is made of a table that suits; undefined of one that does not. */
type Suit<Suited> = (table: CellTable) => Suited | undefined;

export type Tabulated<Suited> =
  | { readonly kind: "table"; readonly suited: Suited }
  /** None of as many cells as there may be suits; the least that one is from the network, roundings included. */
  | { readonly kind: "too few cells"; readonly most: number; readonly least: number };

/**
 * @param outputs continuous, on the open interval between `low` and `high`, which are float32 numbers.
 * @param numbers of integers cells are powers of two wide, whatever `widths` says: where in a cell a number is has to be exact.
 * @param suit is asked of ever more cells, where cells may be of any width also of fewer again: what a table is that suits.
 */
export function tabulate<Suited>(
  outputs: readonly PiecewiseLinear[],
  low: number,
  high: number,
  { widths, numbers }: Kind,
  suit: Suit<Suited>,
): Tabulated<Suited> {
  const most = Math.floor(MOST_NUMBERS / (2 * outputs.length));
  const tableOf = (grid: CellGrid): CellTable => tableOver(grid, outputs, numbers);
  let exponent = Math.ceil(Math.log2(high - low));
  let least = Infinity;
  for (; ; exponent--) {
    const grid = gridOfPowerOfTwo(low, high, exponent);
    if (grid === undefined || grid.count > most) return { kind: "too few cells", most, least };
    const table = tableOf(grid);
    least = Math.min(least, table.deviation + table.rounding);
    const suited = suitedInOrder(table, outputs, suit);
    if (suited === undefined) continue;
    const few = widths === "any" && numbers === "float32"
      ? fewer(grid, (count) => gridOfCount(low, high, count), (one) => suitedInOrder(tableOf(one), outputs, suit))
      : undefined;
    return { kind: "table", suited: few ?? suited };
  }
}

/** With its lines in order where the function has one and such a table suits as well, else as it is. */
function suitedInOrder<Suited>(table: CellTable, outputs: readonly PiecewiseLinear[], suit: Suit<Suited>): Suited | undefined {
  if (table.numbers === "int16" || outputs.length > 1) return suit(table);
  const ordered = orderedCells(outputs[0], table.grid, table.outputs[0]);
  return (ordered && suit({ ...table, outputs: [ordered], ...largest([ordered]) })) ?? suit(table);
}

function tableOver(grid: CellGrid, outputs: readonly PiecewiseLinear[], numbers: Numbers): CellTable {
  if (numbers === "int16") {
    const fitted = outputs.map((output) => fitBorders(output, grid));
    return { grid, numbers, outputs: fitted, ...largest(fitted) };
  }
  const fitted = outputs.map((output) => fitCells(output, grid));
  return { grid, numbers, outputs: fitted, ...largest(fitted) };
}

/** What suits with the fewest cells that are found by halving between half the count and the whole; undefined where none has fewer. */
function fewer<Suited>(
  whole: CellGrid,
  gridOf: (count: number) => CellGrid | undefined,
  suit: (grid: CellGrid) => Suited | undefined,
): Suited | undefined {
  let best: { readonly cells: number; readonly suited: Suited | undefined } = { cells: whole.count, suited: undefined };
  let [tooFew, enough] = [Math.floor(whole.count / 2), whole.count];
  while (enough - tooFew > 1) {
    const count = Math.floor((tooFew + enough) / 2);
    const grid = gridOf(count);
    const suited = grid !== undefined && grid.count < best.cells ? suit(grid) : undefined;
    if (grid !== undefined && suited !== undefined) best = { cells: grid.count, suited };
    if (suited === undefined) tooFew = count;
    else enough = count;
  }
  return best.suited;
}

function largest(fitted: readonly Pick<Bounds, "deviation" | "rounding">[]): Pick<Bounds, "deviation" | "rounding"> {
  return { deviation: Math.max(...fitted.map(({ deviation }) => deviation)), rounding: Math.max(...fitted.map(({ rounding }) => rounding)) };
}
