// reciprocal: 1 / x, rounded once; infinities with the sign of a zero. ONNX Reciprocal-13.

import { apply, constant, divide, multiply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const reciprocal = elementwise({
  name: "reciprocal",
  isPartial: true,
  value: (x) => divide(constant(1), x, "reciprocal"),
  derivative(x) {
    const own = divide(constant(1), x, "reciprocal");
    return apply("negate", [multiply(own, own, "square")], "slope");
  },
  onnx: { type: "Reciprocal", attributes: {} },
});
