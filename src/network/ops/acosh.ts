// acosh: the number of at least 0 whose hyperbolic cosine is x; NaN below 1. ONNX Acosh-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const acosh = elementwise({
  name: "acosh",
  value: (x) => apply("acosh", [x]),
  onnx: { type: "Acosh", attributes: {} },
});
