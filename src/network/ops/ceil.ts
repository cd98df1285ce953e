// ceil: the least whole number not below x, −0 where x is between −1 and 0; NaN and infinities as they are. ONNX Ceil-13.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const ceil = elementwise({
  name: "ceil",
  value: (x) => apply("ceil", [x], "whole"),
  onnx: { type: "Ceil", attributes: {} },
});
