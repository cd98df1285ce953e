// where: x where a condition holds, else y; of any one type, broadcast. ONNX Where-16.

import { select } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import { sameScalar } from "../infer-scalar.ts";
import type { Op } from "../op.ts";

export const where: Op = {
  name: "where",
  parameters: ["condition", "x", "y"],
  required: 3,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: ([condition, ...chosen]) => (condition === "bool" ? sameScalar(chosen) : { problem: `its condition is of ${condition} instead of bool` }),
  computation: { kind: "pointwise", value: ([condition, x, y]) => select(condition, x, y) },
  onnx: { type: "Where", attributes: {} },
  examples: [
    { shapes: [[2, 3], [3], [2, 1]], scalars: ["bool", "f32", "f32"] },
    { shapes: [[3], [], [3]], scalars: ["bool", "i32", "i32"] },
    { shapes: [[3], [3], [3]], scalars: ["bool", "bool", "bool"] },
  ],
};
