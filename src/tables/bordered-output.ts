// One output of a network as a table of the values at the borders of cells: the ops that read it.

import type { NetworkBuilder } from "../network/network-builder.ts";
import type { ValueId } from "../network/op.ts";
import { betweenBorders } from "../network/ops/between-borders.ts";
import { cellBorder } from "../network/ops/cell-border.ts";
import { cellOf } from "../network/ops/cell-of.ts";
import { cellPlace } from "../network/ops/cell-place.ts";
import { reshapeTo } from "../network/ops/reshape-to.ts";
import type { Origin } from "../network/origin.ts";
import type { Shape } from "../network/shape.ts";
import { cellAttributes, type CellGrid } from "./cell-grid.ts";
import type { FittedBorders } from "./fit-borders.ts";

/** Where the output goes, and what it is of. */
export interface OutputSite {
  readonly builder: NetworkBuilder;
  /** Of one element. */
  readonly input: ValueId;
  readonly grid: CellGrid;
  readonly shape: Shape;
  readonly origin: Origin;
  readonly name: string;
  /** Of the tables' names. */
  readonly prefix: string;
}

/** @param elements of the output, in order. */
export function borderedOutput({ builder, input, grid, shape, origin, name, prefix }: OutputSite, elements: readonly FittedBorders[]): ValueId {
  const numbers = Int16Array.from({ length: (grid.count + 1) * elements.length }, (_, place) => {
    return elements[place % elements.length].borders[Math.floor(place / elements.length)];
  });
  const borders = builder.constant(`${prefix}borders`, [grid.count + 1, ...shape], "i16", numbers, origin);
  const offset = builder.constant(`${prefix}offset`, shape, "i32", Int32Array.from(elements, (one) => one.offset), origin);
  const scale = builder.parameter(`${prefix}scale`, shape, Float32Array.from(elements, ({ unit }) => unit / 2), origin);
  // Broadcasting gives the result the larger number of axes.
  const number = builder.operation(reshapeTo([]), [input], {}, "number", origin);
  const cell = builder.operation(cellOf, [number], cellAttributes(grid), "cell", origin);
  const place = builder.operation(cellPlace, [number, cell], { scale: 2 / grid.width, start: grid.start }, "along", origin);
  const [before, after] = [["before", 0], ["after", 1]] as const;
  const sides = [before, after].map(([side, at]) => builder.operation(cellBorder, [borders, cell], { side: at }, side, origin));
  return builder.operation(betweenBorders, [...sides, place, offset, scale], {}, name, origin);
}
