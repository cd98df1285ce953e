// subtract: x − y, broadcast. ONNX Sub-14.

import { constant, subtract as minus } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

export const subtract: Op = {
  name: "subtract",
  parameters: ["x", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  computation: {
    kind: "pointwise",
    value: ([x, y]) => minus(x, y),
    derivatives: () => [constant(1), constant(-1)],
  },
  onnx: { type: "Sub", attributes: {} },
  examples: [{ shapes: [[2, 3], [2, 3]] }, { shapes: [[3, 1], [4]] }, { shapes: [[], [3]] }],
};
