// asin: the angle of −π/2 … π/2 whose sine is x; NaN beyond −1 … 1. ONNX Asin-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const asin = elementwise({
  name: "asin",
  value: (x) => apply("asin", [x]),
  onnx: { type: "Asin", attributes: {} },
});
