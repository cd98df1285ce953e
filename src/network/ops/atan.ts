// atan: the angle of −π/2 … π/2 whose tangent is x. ONNX Atan-22.

import { add, apply, constant, divide, multiply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const atan = elementwise({
  name: "atan",
  value: (x) => apply("atan", [x]),
  derivative: (x) => divide(constant(1), add(constant(1), multiply(x, x, "square"))),
  onnx: { type: "Atan", attributes: {} },
});
