// cell_border: what a table holds for the border before a cell or for the one after it, where the table's first axis are the borders of
// the cells in order, one more than there are cells. No file has it: tables of integers are read with it.

import { addIndex, constantIndex } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { elementCount, showShape } from "../shape.ts";
import type { Op } from "../op.ts";

export const cellBorder: Op = {
  name: "cell_border",
  parameters: ["borders", "cell"],
  required: 2,
  /** 0: the border before the cell; 1: the one after it. */
  attributes: { side: 0 },
  inferShape([borders, cell]) {
    if (elementCount(cell) !== 1) return { problem: `its cell has the shape ${showShape(cell)} instead of one element` };
    return borders.length >= 1 && borders[0] >= 2 ? borders.slice(1) : { problem: `its borders of the shape ${showShape(borders)} are of no cell` };
  },
  inferScalar: ([borders, cell]) => (cell === "i32" ? borders : { problem: `its cell is of ${cell} instead of i32` }),
  computation: {
    kind: "gather",
    source(places, [borders, cell], attributes, pick) {
      const position = pick(1, cell.map(() => constantIndex(0)), borders[0] - 1);
      return [addIndex(position, constantIndex(numberOf(attributes, "side"))), ...places];
    },
  },
  examples: [
    { shapes: [[5], []], scalars: ["i32", "i32"] },
    { shapes: [[4, 1, 3], [1, 1]], scalars: ["i32", "i32"], attributes: { side: 1 } },
  ],
};
