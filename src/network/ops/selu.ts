// selu: gamma·x where x ≥ 0, gamma·alpha·(e^x − 1) below; NaN and −0 as they are. ONNX Selu-22, and Selu-1, whose defaults have fewer
// digits; Klambauer et al. 2017.

import { apply, constant, less, multiply, select } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";
import { float32Of } from "./float32-of.ts";

const ATTRIBUTES = { alpha: { name: "alpha", type: "float" }, gamma: { name: "gamma", type: "float" } } as const;

export const selu = elementwise({
  name: "selu",
  attributes: { alpha: Math.fround(1.6732632423543772), gamma: Math.fround(1.0507009873554805) },
  value(x, attributes) {
    const below = multiply(apply("expm1", [x], "growth"), constant(float32Of(attributes, "alpha"), "alpha"), "below");
    return multiply(select(less(x, constant(0)), below, x), constant(float32Of(attributes, "gamma"), "gamma"), "scaled");
  },
  /** At 0, where there is none, the one of the right-hand side. */
  derivative(x, attributes) {
    const below = multiply(apply("exp", [x], "power"), constant(float32Of(attributes, "alpha")), "below");
    return multiply(select(less(x, constant(0)), below, constant(1)), constant(float32Of(attributes, "gamma")), "slope");
  },
  onnx: [
    { type: "Selu", since: 6, attributes: ATTRIBUTES },
    { type: "Selu", until: 5, attributes: ATTRIBUTES, implied: { alpha: Math.fround(1.6732), gamma: Math.fround(1.0507) } },
  ],
  examples: [{ shapes: [[7]] }, { shapes: [[3]], attributes: { alpha: 2, gamma: 0.5 } }],
});
