// tanh: the hyperbolic tangent, never outside −1 … 1. ONNX Tanh-13.

import { apply, constant, multiply, subtract } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const tanh = elementwise({
  name: "tanh",
  value: (x) => apply("tanh", [x]),
  derivative(x) {
    const own = apply("tanh", [x], "own");
    return subtract(constant(1), multiply(own, own, "square"));
  },
  onnx: { type: "Tanh", attributes: {} },
});
