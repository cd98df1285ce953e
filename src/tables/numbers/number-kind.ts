// What a kind of numbers is that tables of cells store, and what a table of such numbers is to everybody else.

import type { NetworkBuilder } from "../../network/network-builder.ts";
import type { ValueId } from "../../network/op.ts";
import type { Origin } from "../../network/origin.ts";
import type { Shape } from "../../network/shape.ts";
import type { Monotony } from "../../network/table-numbers.ts";
import type { PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import type { CellGrid } from "../cell-grid.ts";
import type { FittedCells } from "../fit-cells.ts";

export interface NumberKind {
  /**
   * Whether a line is stored for each cell: such cells may be of any width, and segments with lines of their own may take their place. Else it
   * is values at the borders: where in a cell a number is has to be exact, which it is of a width that is a power of two.
   */
  readonly storesLines: boolean;
  /** The tables over a grid, those to be taken first before others. @param outputs elements, on the open interval between the grid's ends. */
  tablesOver(outputs: readonly PiecewiseLinear[], grid: CellGrid): Iterable<CellTable>;
}

/** Functions over cells of one width. */
export interface CellTable {
  readonly grid: CellGrid;
  /** The largest |lines − function| in real arithmetic, of the element that is worst. */
  readonly deviation: number;
  /** How far float32 arithmetic is from the lines at the most, of the element that is worst. */
  readonly rounding: number;
  /** Of what is computed, over every float32 of the grid's interval; undefined where nothing is known of it, or there are several elements. */
  readonly monotony: Monotony | undefined;
  /** Slope and value in each cell, of each element; absent of kinds that store no lines. */
  readonly lines?: readonly FittedCells[];
  /** Of all that it stores. */
  readonly bytes: number;
  /** What it stores, as the beginning of a sentence that goes on with `65 cells`. */
  readonly stored: string;
  /** Of a call, apart from those that find the cell. */
  readonly operations: string;
  /** Builds what computes an output of the elements from `first` to before `end`. */
  output(site: OutputSite, first: number, end: number): ValueId;
}

/** Where an output goes, and what it is of. */
export interface OutputSite {
  readonly builder: NetworkBuilder;
  /** Of one element. */
  readonly input: ValueId;
  readonly shape: Shape;
  readonly origin: Origin;
  readonly name: string;
  /** Of the tables' names. */
  readonly prefix: string;
}

/** What is known of every element that was fitted. */
export interface FittedElement {
  readonly deviation: number;
  readonly rounding: number;
  readonly monotony?: Monotony | undefined;
}

/** Of the elements of a table together. */
export function boundsOf(fitted: readonly FittedElement[]): Pick<CellTable, "deviation" | "rounding" | "monotony"> {
  return {
    deviation: Math.max(...fitted.map(({ deviation }) => deviation)),
    rounding: Math.max(...fitted.map(({ rounding }) => rounding)),
    monotony: fitted.length === 1 ? fitted[0].monotony : undefined,
  };
}

/** Numbers of all elements by turns, as an array whose last axes are the shape of an output. */
export function byTurns(length: number, elements: readonly ArrayLike<number>[]): readonly number[] {
  return Array.from({ length: length * elements.length }, (_, place) => elements[place % elements.length][Math.floor(place / elements.length)]);
}
