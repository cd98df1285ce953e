// divided_to_nearest: i32 divided by i32 of 1 or more, for which smaller ones count, broadcast, to the nearest integer, halves away from 0. No file has it.

import { add, apply, constantOf, less, select, subtract } from "../../../program/expression.ts";
import { broadcastShapes } from "../../broadcast.ts";
import type { Op } from "../../op.ts";

/** The half is that of the divisor, cut off; sums are taken modulo 2^32. */
export const dividedToNearest: Op = {
  name: "divided_to_nearest",
  parameters: ["x", "divisor"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: (scalars) => (scalars.every((scalar) => scalar === "i32") ? "i32" : { problem: `its arguments are of ${scalars.join(" and ")} instead of i32` }),
  computation: {
    kind: "pointwise",
    value([x, given]) {
      const divisor = apply("maximum", [given, constantOf("i32", 1)], "divisor");
      const half = apply("shiftRight", [divisor, constantOf("i32", 1)], "half");
      const further = select(less(constantOf("i32", 0), x), add(x, half, "above"), subtract(x, half, "below"));
      return apply("quotient", [further, divisor], "nearest");
    },
  },
  examples: [{ shapes: [[2, 3], [3]], scalars: ["i32", "i32"] }],
};
