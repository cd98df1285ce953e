// square_root: √x, rounded once; NaN where x < 0, and −0 of −0. ONNX Sqrt-13.

import { constant, divide, squareRoot as root } from "../../program/expression.ts";
import type { Op } from "../op.ts";

export const squareRoot: Op = {
  name: "square_root",
  parameters: ["x"],
  required: 1,
  attributes: {},
  inferShape: ([x]) => x,
  computation: {
    kind: "pointwise",
    isPartial: true,
    value: ([x]) => root(x),
    derivatives: ([x]) => [divide(constant(0.5), root(x))],
  },
  onnx: { type: "Sqrt", attributes: {} },
  examples: [{ shapes: [[7]] }, { shapes: [[]] }],
};
