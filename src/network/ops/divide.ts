// divide: x / y, broadcast; of integers the quotient towards 0, where x / 0 is 0 and others are taken modulo their range. ONNX Div-14.

import { apply, constant, divide as over, multiply, subtract } from "../../program/expression.ts";
import { isFloat } from "../../program/scalar.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { sameNumber } from "../scalar-rules.ts";
import { inWords } from "./in-words.ts";

export const divide: Op = {
  name: "divide",
  parameters: ["x", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: sameNumber,
  computation: {
    kind: "pointwise",
    isPartial: true,
    value: (elements, _attributes, [scalar]) =>
      inWords(scalar, elements, ([x, y]) => (isFloat(scalar) ? over(x, y) : apply("quotient", [x, y], "quotient"))),
    derivatives: ([x, y]) => [over(constant(1), y), subtract(constant(0), over(x, multiply(y, y)))],
  },
  onnx: { type: "Div", attributes: {} },
  examples: [{ shapes: [[2, 3], [2, 3]] }, { shapes: [[3, 1], [4]] }, { shapes: [[], [3]] }, { shapes: [[2, 3], [3]], scalars: ["i32", "i32"] }],
};
