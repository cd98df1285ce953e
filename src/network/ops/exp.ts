// exp: e^x; 0 and infinity where float32 holds no nearer number, NaN of NaN. ONNX Exp-13.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const exp = elementwise({
  name: "exp",
  value: (x) => apply("exp", [x]),
  derivative: (x) => apply("exp", [x]),
  onnx: { type: "Exp", attributes: {} },
});
