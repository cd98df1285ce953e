// add: x + y, broadcast; of integers modulo their range. ONNX Add-14.

import { add as plus, constant } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { sameNumber } from "../scalar-rules.ts";
import { inWords } from "./in-words.ts";

export const add: Op = {
  name: "add",
  parameters: ["x", "y"],
  required: 2,
  constantNames: [undefined, "b"],
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: sameNumber,
  computation: {
    kind: "pointwise",
    value: (elements, _attributes, [scalar]) => inWords(scalar, elements, ([x, y]) => plus(x, y)),
    derivatives: () => [constant(1), constant(1)],
  },
  onnx: { type: "Add", attributes: {} },
  examples: [
    { shapes: [[2, 3], [2, 3]] },
    { shapes: [[3, 1, 2], [4, 1]] },
    { shapes: [[], [3]] },
    { shapes: [[2, 3], [3]], scalars: ["i32", "i32"] },
  ],
};
