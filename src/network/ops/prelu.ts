// prelu: x where x ≥ 0, slope·x below, with slopes that broadcast to x; NaN and −0 as they are. ONNX PRelu-16; He et al. 2015.

import { constant, constantOf, less, multiply, select } from "../../program/expression.ts";
import { broadcastsTo } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { sameNumber } from "../scalar-rules.ts";
import { showShape } from "../shape.ts";
import { inWords } from "./in-words.ts";

export const prelu: Op = {
  name: "prelu",
  parameters: ["x", "slope"],
  required: 2,
  constantNames: [undefined, "slope"],
  attributes: {},
  inferShape: ([x, slope]) => (broadcastsTo(slope, x) ? x : { problem: `slopes of shape ${showShape(slope)} do not broadcast to ${showShape(x)}` }),
  inferScalar: sameNumber,
  computation: {
    kind: "pointwise",
    value: (elements, _attributes, [scalar]) =>
      inWords(scalar, elements, ([x, slope], type) => select(less(x, constantOf(type, 0)), multiply(x, slope, "scaled"), x)),
    /** At 0, where there is none, the one of the right-hand side. */
    derivatives: ([x, slope]) => [select(less(x, constant(0)), slope, constant(1)), select(less(x, constant(0)), x, constant(0))],
  },
  onnx: { type: "PRelu", attributes: {} },
  examples: [{ shapes: [[2, 3], [2, 3]] }, { shapes: [[2, 3], [1]] }, { shapes: [[2, 3, 2], [3, 1]] }, { shapes: [[5], [5]], scalars: ["i32", "i32"] }],
};
