// log: the natural logarithm; −∞ at zeros, NaN below. ONNX Log-13.

import { apply, constant, divide } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const log = elementwise({
  name: "log",
  isPartial: true,
  value: (x) => apply("log", [x]),
  derivative: (x) => divide(constant(1), x),
  onnx: { type: "Log", attributes: {} },
});
