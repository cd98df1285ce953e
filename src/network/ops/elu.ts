// elu: x where x ≥ 0, alpha·(e^x − 1) below; NaN and −0 as they are. ONNX Elu-22; Clevert, Unterthiner and Hochreiter 2016.

import { apply, constant, less, multiply, select } from "../../program/expression.ts";
import { float32Of } from "./float32-of.ts";
import { elementwise } from "./elementwise.ts";

export const elu = elementwise({
  name: "elu",
  attributes: { alpha: 1 },
  value: (x, attributes) =>
    select(less(x, constant(0)), multiply(apply("expm1", [x], "growth"), constant(float32Of(attributes, "alpha"), "alpha"), "below"), x),
  /** At 0, where alpha other than 1 leaves none, the one of the right-hand side. */
  derivative: (x, attributes) =>
    select(less(x, constant(0)), multiply(apply("exp", [x], "power"), constant(float32Of(attributes, "alpha")), "slope"), constant(1)),
  onnx: { type: "Elu", attributes: { alpha: { name: "alpha", type: "float" } } },
  examples: [{ shapes: [[7]] }, { shapes: [[3]], attributes: { alpha: Math.fround(0.3) } }],
});
