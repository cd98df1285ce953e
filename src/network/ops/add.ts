// add: x + y, broadcast. ONNX Add-14.

import { add as plus, constant } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

export const add: Op = {
  name: "add",
  parameters: ["x", "y"],
  required: 2,
  constantNames: [undefined, "b"],
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  computation: {
    kind: "pointwise",
    value([x, y]) {
      return plus(x, y);
    },
    derivatives: () => [constant(1), constant(1)],
  },
  onnx: { type: "Add", attributes: {} },
  examples: [
    { shapes: [[2, 3], [2, 3]] },
    { shapes: [[3, 1, 2], [4, 1]] },
    { shapes: [[], [3]] },
  ],
};
