// softplus: ln(1 + e^x). ONNX Softplus-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const softplus = elementwise({
  name: "softplus",
  value: (x) => apply("softplus", [x]),
  derivative: (x) => apply("sigmoid", [x]),
  onnx: { type: "Softplus", attributes: {} },
});
