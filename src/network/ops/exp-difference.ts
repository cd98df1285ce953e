// exp_difference: e^(x − y), broadcast. What softmax is made of, where y is the maximum, so that nothing overflows; no file has it.

import { apply, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

export const expDifference: Op = {
  name: "exp_difference",
  parameters: ["x", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  computation: {
    kind: "pointwise",
    value: ([x, y]) => power(x, y),
    derivatives: ([x, y]) => [power(x, y), apply("negate", [power(x, y)])],
  },
  examples: [{ shapes: [[2, 3], [2, 1]] }],
};

function power(x: Expression, y: Expression): Expression {
  return apply("exp", [subtract(x, y)], "power");
}
