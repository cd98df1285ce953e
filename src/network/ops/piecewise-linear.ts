// piecewise_linear: slope·x + value of the cell in which the only number x lies, every element of the result with a slope and a value of its
// own. No file has it: it is what networks of one input become as tables.

import { elementCount, showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { add } from "./add.ts";
import { cellEntry } from "./cell-entry.ts";
import { cellOf } from "./cell-of.ts";
import { multiply } from "./multiply.ts";
import { reshapeTo } from "./reshape-to.ts";

/** The cells' axes are the cells, the axes of the result, and slope and value; the attributes are those of `cell_of`. */
export const piecewiseLinear: Op = {
  name: "piecewise_linear",
  parameters: ["x", "cells"],
  required: 2,
  attributes: cellOf.attributes,
  inferShape([x, cells], { count }) {
    if (elementCount(x) !== 1) return { problem: `its x has the shape ${showShape(x)} instead of one element` };
    const isTable = cells.length >= 2 && cells[0] === count && cells.at(-1) === 2;
    return isTable ? cells.slice(1, -1) : { problem: `its cells have the shape ${showShape(cells)} instead of [${String(count)}, …, 2]` };
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [x, cells], attributes, name, origin }) {
      // Broadcasting gives the result the larger number of axes.
      const isDeeper = builder.shapeOf(x).length > builder.shapeOf(cells).length - 2;
      const number = isDeeper ? builder.operation(reshapeTo([]), [x], {}, "number", origin) : x;
      const cell = builder.operation(cellOf, [number], attributes, "cell", origin);
      const [slope, value] = ["slope", "value"].map((entryName, entry) => builder.operation(cellEntry, [cells, cell], { entry }, entryName, origin));
      const product = builder.operation(multiply, [slope, number], {}, "product", origin);
      return builder.operation(add, [value, product], {}, name, origin);
    },
  },
  examples: [
    { shapes: [[], [3, 2]], attributes: { count: 3, first: 0x4b400000 - 1 } },
    { shapes: [[1, 1], [4, 1, 3, 2]], attributes: { scale: 1.5, count: 4, first: 0x4b400000 - 2 } },
    { shapes: [[1], [5, 3, 4, 2]], attributes: { count: 5, first: 0x4b400000 - 2 } },
  ],
};
