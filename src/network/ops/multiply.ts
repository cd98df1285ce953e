// multiply: x·y, broadcast; of integers modulo their range. ONNX Mul-14.

import { multiply as times } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { sameNumber } from "../scalar-rules.ts";
import { inWords } from "./in-words.ts";

export const multiply: Op = {
  name: "multiply",
  parameters: ["x", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: sameNumber,
  computation: {
    kind: "pointwise",
    value: (elements, _attributes, [scalar]) => inWords(scalar, elements, ([x, y]) => times(x, y)),
    derivatives: ([x, y]) => [y, x],
  },
  onnx: { type: "Mul", attributes: {} },
  examples: [{ shapes: [[2, 3], [2, 3]] }, { shapes: [[3, 1], [4]] }, { shapes: [[], [3]] }, { shapes: [[2, 3], [3]], scalars: ["i32", "i32"] }],
};
