// swish: x·sigmoid(alpha·x), the product alpha·x rounded first; NaN of an infinity where the sigmoid is 0. ONNX Swish-24;
// Ramachandran, Zoph and Le 2017.

import { apply, constant, less, multiply, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Attributes } from "../attributes.ts";
import { elementwise } from "./elementwise.ts";
import { float32Of } from "./float32-of.ts";
import { logisticProduct, logisticProductSlope } from "./logistic-product.ts";

/** From here on the sigmoid is 1 in float32. */
const FAR = 18;

export const swish = elementwise({
  name: "swish",
  attributes: { alpha: 1 },
  value(x, attributes) {
    const t = scaled(x, attributes);
    const within = select(less(constant(FAR), t), constant(FAR), t);
    return logisticProduct(x, apply("exp", [multiply(within, constant(0.5), "half")], "root"), less(constant(FAR), t));
  },
  derivative: (x, attributes) => logisticProductSlope(x, scaled(x, attributes), constant(float32Of(attributes, "alpha"))),
  onnx: { type: "Swish", since: 24, attributes: { alpha: { name: "alpha", type: "float" } } },
  examples: [{ shapes: [[7]] }, { shapes: [[3]], attributes: { alpha: Math.fround(1.702) } }],
});

function scaled(x: Expression, attributes: Attributes): Expression {
  const alpha = float32Of(attributes, "alpha");
  return alpha === 1 ? x : multiply(x, constant(alpha, "alpha"), "scaled");
}
