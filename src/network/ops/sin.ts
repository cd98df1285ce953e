// sin: the sine of x in radians; NaN of infinities. ONNX Sin-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const sin = elementwise({
  name: "sin",
  value: (x) => apply("sin", [x]),
  derivative: (x) => apply("cos", [x]),
  onnx: { type: "Sin", attributes: {} },
});
