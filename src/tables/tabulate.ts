// Makes a table of cells of functions that are linear between finitely many places: the coarsest cells that somebody is content with.

import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { aroundZero, gridOfCount, gridOfPowerOfTwo, type CellGrid } from "./cell-grid.ts";
import type { Numbers, Symmetry } from "../network/table-numbers.ts";
import { NUMBER_KINDS } from "./numbers/index.ts";
import type { CellTable } from "./numbers/number-kind.ts";
import { monotonyOf } from "./line-order.ts";

/** How wide cells may be: powers of two, which no argument has to be scaled for, or whatever makes as few of them as possible. */
export type Widths = "powers of two" | "any";

/** What a table is to be like. */
export interface Kind {
  readonly widths: Widths;
  readonly numbers: Numbers;
  /** Of the outputs: of an odd function the first cell is around 0, and its line goes through it. */
  readonly symmetry?: Symmetry | undefined;
}

/** Numbers in a table: 32 KiB, what the fastest memory of most processors holds. */
export const MOST_NUMBERS = 2 ** 13;

/** No more cells are taken for the sake of order: some 16 KiB, and so many times as few as suit. */
export const MOST_CELLS_FOR_ORDER = 2 ** 11 + 1;
const MORE_TIMES_FOR_ORDER = 4;

/** What is made of a table that suits; undefined of one that does not. */
type Suit<Suited> = (table: CellTable) => Suited | undefined;

export type Tabulated<Suited> =
  | { readonly kind: "table"; readonly suited: Suited }
  /** None of as many cells as there may be suits; the least that one is from the network, roundings included. */
  | { readonly kind: "too few cells"; readonly most: number; readonly least: number };

/**
 * @param outputs continuous, on the open interval between `low` and `high`, which are float32 numbers; odd ones on that from −high to `high`, of
 * which the table is from `low`, 0, on.
 * @param numbers where they are values at borders, cells are powers of two wide, whatever `widths` says.
 * @param suit is asked of ever more cells, where cells may be of any width also of fewer again: what a table is that suits.
 */
export function tabulate<Suited>(
  outputs: readonly PiecewiseLinear[],
  low: number,
  high: number,
  { widths, numbers, symmetry }: Kind,
  suit: Suit<Suited>,
): Tabulated<Suited> {
  const most = Math.floor(MOST_NUMBERS / (2 * outputs.length));
  const kind = NUMBER_KINDS[numbers];
  const hasOrder = kind.storesLines && outputs.length === 1 && monotonyOf(outputs[0]) !== undefined;
  let least = Infinity;
  const firstSuited = (grid: CellGrid, isOrderAsked = false): { readonly suited: Suited; readonly isInOrder: boolean } | undefined => {
    for (const table of kind.tablesOver(outputs, symmetry === "odd" ? aroundZero(grid) : grid)) {
      const isInOrder = !hasOrder || table.monotony !== undefined;
      least = Math.min(least, table.deviation + table.rounding);
      const suited = isInOrder || !isOrderAsked ? suit(table) : undefined;
      if (suited !== undefined) return { suited, isInOrder };
    }
    return undefined;
  };
  let fewest: { readonly suited: Suited; readonly mostCells: number } | undefined;
  for (let exponent = Math.ceil(Math.log2(high - low)); ; exponent--) {
    const grid = gridOfPowerOfTwo(low, high, exponent);
    if (grid === undefined || grid.count > (fewest?.mostCells ?? most)) break;
    const found = firstSuited(grid, fewest !== undefined);
    if (found === undefined) continue;
    if (widths === "any") {
      const few = kind.storesLines ? fewer(grid, (count) => gridOfCount(low, high, count), (one) => firstSuited(one)?.suited) : undefined;
      return { kind: "table", suited: few ?? found.suited };
    }
    if (found.isInOrder) return { kind: "table", suited: found.suited };
    fewest = { suited: found.suited, mostCells: Math.min(most, MOST_CELLS_FOR_ORDER, MORE_TIMES_FOR_ORDER * grid.count) };
  }
  return fewest === undefined ? { kind: "too few cells", most, least } : { kind: "table", suited: fewest.suited };
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
