// swish: x·sigmoid(alpha·x), the product alpha·x rounded first; NaN of an infinity where the sigmoid is 0. ONNX Swish-24;
// Ramachandran, Zoph and Le 2017.

import { constant, multiply } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Attributes } from "../attributes.ts";
import { elementwise } from "./elementwise.ts";
import { float32Of } from "./float32-of.ts";
import { logisticProduct, logisticProductSlope } from "./logistic-product.ts";

export const swish = elementwise({
  name: "swish",
  attributes: { alpha: 1 },
  value: (x, attributes) => logisticProduct(x, scaled(x, attributes)),
  derivative: (x, attributes) => logisticProductSlope(x, scaled(x, attributes), constant(float32Of(attributes, "alpha"))),
  onnx: { type: "Swish", since: 24, attributes: { alpha: { name: "alpha", type: "float" } } },
  examples: [{ shapes: [[7]] }, { shapes: [[3]], attributes: { alpha: Math.fround(1.702) } }],
});

function scaled(x: Expression, attributes: Attributes): Expression {
  const alpha = float32Of(attributes, "alpha");
  return alpha === 1 ? x : multiply(x, constant(alpha, "alpha"), "scaled");
}
