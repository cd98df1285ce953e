// divide: x / y, broadcast. ONNX Div-14.

import { constant, divide as over, multiply, subtract } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

export const divide: Op = {
  name: "divide",
  parameters: ["x", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  computation: {
    kind: "pointwise",
    isPartial: true,
    value: ([x, y]) => over(x, y),
    derivatives: ([x, y]) => [over(constant(1), y), subtract(constant(0), over(x, multiply(y, y)))],
  },
  onnx: { type: "Div", attributes: {} },
  examples: [{ shapes: [[2, 3], [2, 3]] }, { shapes: [[3, 1], [4]] }, { shapes: [[], [3]] }],
};
