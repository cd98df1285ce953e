// cos: the cosine of x in radians; NaN of infinities. ONNX Cos-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const cos = elementwise({
  name: "cos",
  value: (x) => apply("cos", [x]),
  derivative: (x) => apply("negate", [apply("sin", [x], "sine")], "slope"),
  onnx: { type: "Cos", attributes: {} },
});
