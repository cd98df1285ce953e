// cell_block: which block of cells a cell is of, where each has as many, a power of two. No file has it: tables that store a line for every
// block are read with it.

import { apply, constantOf } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import type { Op } from "../op.ts";
import { elementwise } from "./elementwise.ts";

/** The number of the cell divided by 2^`exponent`, rounded down. */
export const cellBlock: Op = {
  ...elementwise({
    name: "cell_block",
    attributes: { exponent: 0 },
    inferScalar: ([cell]) => (cell === "i32" ? "i32" : { problem: `its cell is of ${cell} instead of i32` }),
    value: (cell, attributes) => apply("shiftRight", [cell, constantOf("i32", numberOf(attributes, "exponent"))], "block"),
    examples: [
      { shapes: [[7]], scalars: ["i32"], attributes: { exponent: 1 } },
      { shapes: [[]], scalars: ["i32"], attributes: { exponent: 2 } },
    ],
  }),
  resultName: "block",
};
