// What JavaScript's Math has of nnc's kernels: functions of float64.

import type { KernelName } from "../../program/operator-name.ts";
import { round } from "./types.ts";

const FUNCTIONS: Readonly<Partial<Record<KernelName, string>>> = {
  abs: "abs", acos: "acos", acosh: "acosh", asin: "asin", asinh: "asinh", atan: "atan", atanh: "atanh", ceil: "ceil",
  cos: "cos", cosh: "cosh", exp: "exp", expm1: "expm1", floor: "floor", log: "log", log1p: "log1p", pow: "pow",
  sin: "sin", sinh: "sinh", tan: "tan", tanh: "tanh",
};

export function libraryText(kernel: KernelName, operands: readonly string[]): string | undefined {
  const name = FUNCTIONS[kernel];
  return name === undefined ? undefined : round(`Math.${name}(${operands.join(", ")})`);
}
