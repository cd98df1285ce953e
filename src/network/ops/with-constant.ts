// add_constant and divide_by: x + c and x / c for a number that is part of the op and not, like a parameter, learned. What composite
// ops are made of; no file has them.

import { add, constant, divide } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { numberOf } from "../attributes.ts";
import type { Attributes } from "../attributes.ts";
import type { Op } from "../op.ts";

export const addConstant: Op = {
  name: "add_constant",
  parameters: ["x"],
  required: 1,
  attributes: { addend: 0 },
  inferShape: ([x]) => x,
  computation: {
    kind: "pointwise",
    value: ([x], attributes) => add(x, constantOf(attributes, "addend")),
    derivatives: () => [constant(1)],
  },
  examples: [{ shapes: [[2, 3]], attributes: { addend: Math.fround(1e-5) } }],
};

export const divideBy: Op = {
  name: "divide_by",
  parameters: ["x"],
  required: 1,
  attributes: { divisor: 1 },
  inferShape: ([x]) => x,
  computation: {
    kind: "pointwise",
    value: ([x], attributes) => divide(x, constantOf(attributes, "divisor")),
    derivatives: (_, attributes) => [divide(constant(1), constantOf(attributes, "divisor"))],
  },
  examples: [{ shapes: [[2, 3]], attributes: { divisor: 3 } }],
};

function constantOf(attributes: Attributes, name: string): Expression {
  return constant(Math.fround(numberOf(attributes, name)), name);
}
