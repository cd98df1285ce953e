// shrink: x − bias above lambda, x + bias below −lambda, 0 between; 0 of NaN. ONNX Shrink-9.

import { add, constant, less, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Attributes } from "../attributes.ts";
import { elementwise } from "./elementwise.ts";
import { float32Of } from "./float32-of.ts";

export const shrink = elementwise({
  name: "shrink",
  attributes: { lambda: 0.5, bias: 0 },
  value(x, attributes) {
    const bias = constant(float32Of(attributes, "bias"), "bias");
    return between(x, attributes, [add(x, bias, "raised"), constant(0), subtract(x, bias, "lowered")]);
  },
  derivative: (x, attributes) => between(x, attributes, [constant(1), constant(0), constant(1)]),
  onnx: { type: "Shrink", attributes: { lambda: { name: "lambd", type: "float" }, bias: { name: "bias", type: "float" } } },
  examples: [{ shapes: [[7]] }, { shapes: [[3]], attributes: { lambda: Math.fround(0.2), bias: Math.fround(0.1) } }],
});

function between(x: Expression, attributes: Attributes, [below, inside, above]: readonly [Expression, Expression, Expression]): Expression {
  const lambda = float32Of(attributes, "lambda");
  const notBelow = select(less(constant(lambda, "lambda"), x), above, inside);
  return select(less(x, constant(0 - lambda, "negative_lambda")), below, notBelow);
}
