// celu: x where x ≥ 0, alpha·(e^(x/alpha) − 1) below; NaN and −0 as they are. ONNX Celu-12; Barron 2017.

import { apply, constant, divide, less, multiply, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Attributes } from "../attributes.ts";
import { elementwise } from "./elementwise.ts";
import { float32Of } from "./float32-of.ts";

export const celu = elementwise({
  name: "celu",
  attributes: { alpha: 1 },
  value: (x, attributes) => select(less(x, constant(0)), multiply(apply("expm1", [shareOf(x, attributes)], "growth"), alphaOf(attributes), "below"), x),
  derivative: (x, attributes) => select(less(x, constant(0)), apply("exp", [shareOf(x, attributes)], "slope"), constant(1)),
  onnx: { type: "Celu", attributes: { alpha: { name: "alpha", type: "float" } } },
  examples: [{ shapes: [[7]] }, { shapes: [[3]], attributes: { alpha: Math.fround(0.3) } }],
});

function shareOf(x: Expression, attributes: Attributes): Expression {
  return divide(x, alphaOf(attributes), "share");
}

function alphaOf(attributes: Attributes): Expression {
  return constant(float32Of(attributes, "alpha"), "alpha");
}
