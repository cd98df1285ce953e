// erf: the error function 2/√π·∫e^(−t²)dt from 0 to x. ONNX Erf-13.

import { apply, constant, multiply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

/** 2/√π. */
const TWO_BY_ROOT_PI = Math.fround(2 / Math.sqrt(Math.PI));

export const erf = elementwise({
  name: "erf",
  value: (x) => apply("erf", [x]),
  derivative: (x) => multiply(constant(TWO_BY_ROOT_PI), apply("exp", [apply("negate", [multiply(x, x, "square")], "descent")], "bell")),
  onnx: { type: "Erf", attributes: {} },
});
