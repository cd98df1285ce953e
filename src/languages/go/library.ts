// What Go's package math has of nnc's kernels: functions of float64.

import type { KernelName } from "../../program/operator-name.ts";

const FUNCTIONS: Readonly<Partial<Record<KernelName, string>>> = {
  abs: "Abs", acos: "Acos", acosh: "Acosh", asin: "Asin", asinh: "Asinh", atan: "Atan", atanh: "Atanh", ceil: "Ceil",
  cos: "Cos", cosh: "Cosh", erf: "Erf", exp: "Exp", expm1: "Expm1", floor: "Floor", log: "Log", log1p: "Log1p",
  pow: "Pow", roundHalfEven: "RoundToEven", sin: "Sin", sinh: "Sinh", tan: "Tan", tanh: "Tanh",
};

export function libraryText(kernel: KernelName, operands: readonly string[]): string | undefined {
  const name = FUNCTIONS[kernel];
  return name === undefined ? undefined : `float32(math.${name}(${operands.map((text) => `float64(${text})`).join(", ")}))`;
}
