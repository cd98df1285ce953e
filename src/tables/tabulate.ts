// Makes a table of cells of functions that are linear between finitely many places: the coarsest cells that somebody is content with.

import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { gridOfCount, gridOfPowerOfTwo, type CellGrid } from "./cell-grid.ts";
import type { Numbers } from "../network/table-numbers.ts";
import { NUMBER_KINDS } from "./numbers/index.ts";
import type { CellTable } from "./numbers/number-kind.ts";

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
 * @param numbers where they are values at borders, cells are powers of two wide, whatever `widths` says.
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
  let least = Infinity;
  const kind = NUMBER_KINDS[numbers];
  const firstSuited = (grid: CellGrid): Suited | undefined => {
    for (const table of kind.tablesOver(outputs, grid)) {
      least = Math.min(least, table.deviation + table.rounding);
      const suited = suit(table);
      if (suited !== undefined) return suited;
    }
    return undefined;
  };
  let exponent = Math.ceil(Math.log2(high - low));
  for (; ; exponent--) {
    const grid = gridOfPowerOfTwo(low, high, exponent);
    if (grid === undefined || grid.count > most) return { kind: "too few cells", most, least };
    const suited = firstSuited(grid);
    if (suited === undefined) continue;
    const few = widths === "any" && kind.storesLines ? fewer(grid, (count) => gridOfCount(low, high, count), firstSuited) : undefined;
    return { kind: "table", suited: few ?? suited };
  }
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
