// tan: the tangent of x in radians; NaN of infinities. ONNX Tan-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const tan = elementwise({
  name: "tan",
  value: (x) => apply("tan", [x]),
  onnx: { type: "Tan", attributes: {} },
});
