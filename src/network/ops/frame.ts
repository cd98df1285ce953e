// frame: x in a frame of one value, what padding with a constant is made of; no file has it.

import { addIndex, constantIndex } from "../../program/expression.ts";
import { holds } from "../../program/scalar.ts";
import { listOf, numberOf } from "../attributes.ts";
import type { Op } from "../op.ts";

export const frame: Op = {
  name: "frame",
  parameters: ["x"],
  required: 1,
  /** How many elements before each axis and how many after it; the value is one of the type of x, other than −0. */
  attributes: { before: [], after: [], value: 0 },
  inferShape: ([x], attributes) => x.map((extent, axis) => listOf(attributes, "before")[axis] + extent + listOf(attributes, "after")[axis]),
  inferScalar([scalar], attributes) {
    const value = numberOf(attributes, "value");
    return holds(scalar, value) ? scalar : { problem: `${value} is no ${scalar}` };
  },
  computation: {
    kind: "place",
    fill: (attributes) => numberOf(attributes, "value"),
    target: (_, indices, _shapes, attributes) =>
      indices.map((index, axis) => addIndex(constantIndex(listOf(attributes, "before")[axis]), index)),
  },
  examples: [
    { shapes: [[2, 3]], attributes: { before: [1, 0], after: [0, 2], value: Math.fround(0.3) } },
    { shapes: [[3]], scalars: ["i32"], attributes: { before: [1], after: [2], value: -7 } },
    { shapes: [[]] },
  ],
};
