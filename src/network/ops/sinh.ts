// sinh: the hyperbolic sine. ONNX Sinh-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const sinh = elementwise({
  name: "sinh",
  value: (x) => apply("sinh", [x]),
  onnx: { type: "Sinh", attributes: {} },
});
