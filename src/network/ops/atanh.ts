// atanh: the number whose hyperbolic tangent is x; infinities at −1 and 1, NaN beyond. ONNX Atanh-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const atanh = elementwise({
  name: "atanh",
  value: (x) => apply("atanh", [x]),
  onnx: { type: "Atanh", attributes: {} },
});
