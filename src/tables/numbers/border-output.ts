// What reads an output of values at the borders of cells: the ops that every kind of numbers begins with.

import type { ValueId } from "../../network/op.ts";
import { cellBorder } from "../../network/ops/cell-border.ts";
import { cellOf } from "../../network/ops/cell-of.ts";
import { cellPlace } from "../../network/ops/cell-place.ts";
import { reshapeTo } from "../../network/ops/reshape-to.ts";
import { cellAttributes, type CellGrid } from "../cell-grid.ts";
import type { OutputSite } from "./number-kind.ts";

/** The cell that the input lies in, and where in it, from −1 to 1. */
export interface Place {
  readonly cell: ValueId;
  readonly along: ValueId;
}

/** @param grid of cells a power of two wide. */
export function placeInCell({ builder, input, origin }: OutputSite, grid: CellGrid): Place {
  // Broadcasting gives the result the larger number of axes.
  const number = builder.operation(reshapeTo([]), [input], {}, "number", origin);
  const cell = builder.operation(cellOf, [number], cellAttributes(grid), "cell", origin);
  const along = builder.operation(cellPlace, [number, cell], { scale: 2 / grid.width, start: grid.start }, "along", origin);
  return { cell, along };
}

/** What a table holds for the first border of a cell, or of a block of them, and for the one after it. */
export function bothSides({ builder, origin }: OutputSite, borders: ValueId, cell: ValueId, names: readonly [string, string]): readonly [ValueId, ValueId] {
  const [before, after] = names.map((name, side) => builder.operation(cellBorder, [borders, cell], { side }, name, origin));
  return [before, after];
}

/** Half the unit of each element, which results are multiplied with. */
export function halfUnits({ builder, shape, origin, prefix }: OutputSite, elements: readonly { readonly unit: number }[]): ValueId {
  return builder.parameter(`${prefix}scale`, shape, Float32Array.from(elements, ({ unit }) => unit / 2), origin);
}

/** What is added to the sum of both values of a cell. */
export function offsets({ builder, shape, origin, prefix }: OutputSite, elements: readonly { readonly offset: number }[]): ValueId {
  return builder.constant(`${prefix}offset`, shape, "i32", Int32Array.from(elements, ({ offset }) => offset), origin);
}
