// products_of_integers: the matrix product of integers of any width, as matmul defines it, and a bias, in i32 modulo 2^32. What the integer layers of ONNX are
// made of; no file has it.

import type { Index } from "../../../program/program.ts";
import { broadcastIndices, broadcastsTo } from "../../broadcast.ts";
import type { Op } from "../../op.ts";
import { showShape } from "../../shape.ts";
import { matmul, productOf } from "../matmul.ts";
import { integerSums } from "./integer-sums.ts";

export const integerProducts: Op = {
  name: "integer_products",
  parameters: ["a", "b", "c"],
  required: 2,
  constantNames: [undefined, "W", "b"],
  resultName: "h",
  attributes: {},
  inferShape([a, b, c], attributes) {
    const shape = matmul.inferShape([a, b], attributes);
    if ("problem" in shape || c === undefined || broadcastsTo(c, shape)) return shape;
    return { problem: `C of shape ${showShape(c)} does not broadcast to ${showShape(shape)}` };
  },
  inferScalar: integerSums,
  computation: {
    kind: "reduce",
    /** In whatever order the sums are added up they are the same. */
    reduction: ([a, b, c]) => ({
      ...productOf(a, b),
      block: undefined,
      start: c === undefined ? undefined : { read: { argument: 2, at: (indices: readonly Index[]) => broadcastIndices(c, indices) }, weight: undefined },
    }),
  },
  examples: [
    { shapes: [[2, 5], [5, 3], [3]], scalars: ["u8", "i8", "i32"] },
    { shapes: [[3], [3, 2]], scalars: ["i8", "i16"] },
    { shapes: [[2, 1, 2, 3], [2, 3, 2]], scalars: ["i32", "u8"] },
    { shapes: [[1, 70], [70, 1], [1]], scalars: ["i8", "i8", "i32"] },
  ],
};
