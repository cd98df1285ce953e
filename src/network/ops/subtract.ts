// subtract: x − y, broadcast; of integers modulo their range. ONNX Sub-14.

import { constant, subtract as minus } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { sameNumber } from "../scalar-rules.ts";
import { inWords } from "./in-words.ts";

export const subtract: Op = {
  name: "subtract",
  parameters: ["x", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: sameNumber,
  computation: {
    kind: "pointwise",
    value: (elements, _attributes, [scalar]) => inWords(scalar, elements, ([x, y]) => minus(x, y)),
    derivatives: () => [constant(1), constant(-1)],
  },
  onnx: { type: "Sub", attributes: {} },
  examples: [{ shapes: [[2, 3], [2, 3]] }, { shapes: [[3, 1], [4]] }, { shapes: [[], [3]] }, { shapes: [[2, 3], [3]], scalars: ["i32", "i32"] }],
};
