// cosh: the hyperbolic cosine. ONNX Cosh-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const cosh = elementwise({
  name: "cosh",
  value: (x) => apply("cosh", [x]),
  onnx: { type: "Cosh", attributes: {} },
});
