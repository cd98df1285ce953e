// cell_entry: one of the numbers that a table holds for a cell, where the table's axes are the cells, the axes of the result and the
// numbers. No file has it: tables of functions of one input are read with it.

import { constantIndex } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { showShape, elementCount } from "../shape.ts";
import type { Op } from "../op.ts";

export const cellEntry: Op = {
  name: "cell_entry",
  parameters: ["cells", "cell"],
  required: 2,
  attributes: { entry: 0 },
  inferShape([cells, cell], attributes) {
    if (elementCount(cell) !== 1) return { problem: `its cell has the shape ${showShape(cell)} instead of one element` };
    const [entry, entries] = [numberOf(attributes, "entry"), cells.at(-1) ?? 0];
    if (cells.length < 2 || !(entry >= 0 && entry < entries)) return { problem: `its cells of the shape ${showShape(cells)} have no entry ${entry}` };
    return cells.slice(1, -1);
  },
  inferScalar: ([cells, cell]) => (cell === "i32" ? cells : { problem: `its cell is of ${cell} instead of i32` }),
  computation: {
    kind: "gather",
    source(places, [cells, cell], attributes, pick) {
      const position = pick(1, cell.map(() => constantIndex(0)), cells[0]);
      return [position, ...places, constantIndex(numberOf(attributes, "entry"))];
    },
  },
  examples: [
    { shapes: [[5, 2], []], scalars: ["f32", "i32"], attributes: { entry: 1 } },
    { shapes: [[4, 1, 3, 2], [1, 1]], scalars: ["f32", "i32"] },
  ],
};
