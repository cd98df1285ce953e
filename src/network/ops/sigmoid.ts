// sigmoid: 1 / (1 + e^−x), never outside 0 … 1. ONNX Sigmoid-13.

import { apply, constant, multiply, subtract } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const sigmoid = elementwise({
  name: "sigmoid",
  value: (x) => apply("sigmoid", [x]),
  derivative(x) {
    const own = apply("sigmoid", [x], "own");
    return multiply(own, subtract(constant(1), own, "rest"));
  },
  onnx: { type: "Sigmoid", attributes: {} },
});
