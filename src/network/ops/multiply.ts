// multiply: x·y, broadcast. ONNX Mul-14.

import { multiply as times } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

export const multiply: Op = {
  name: "multiply",
  parameters: ["x", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  computation: {
    kind: "pointwise",
    value: ([x, y]) => times(x, y),
    derivatives: ([x, y]) => [y, x],
  },
  onnx: { type: "Mul", attributes: {} },
  examples: [{ shapes: [[2, 3], [2, 3]] }, { shapes: [[3, 1], [4]] }, { shapes: [[], [3]] }],
};
