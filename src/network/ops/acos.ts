// acos: the angle of 0 … π whose cosine is x; NaN beyond −1 … 1. ONNX Acos-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const acos = elementwise({
  name: "acos",
  value: (x) => apply("acos", [x]),
  onnx: { type: "Acos", attributes: {} },
});
