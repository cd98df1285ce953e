// What Go's package math has of nnc's kernels: functions of float64.

import type { KernelName } from "../../program/operator-name.ts";

const FUNCTIONS: Readonly<Partial<Record<KernelName, string>>> = {
  acos: "Acos", acosh: "Acosh", asin: "Asin", asinh: "Asinh", atan: "Atan", atanh: "Atanh", ceil: "Ceil",
  cos: "Cos", cosh: "Cosh", erf: "Erf", exp: "Exp", expm1: "Expm1", floor: "Floor", log: "Log", log1p: "Log1p",
  pow: "Pow", roundHalfEven: "RoundToEven", sin: "Sin", sinh: "Sinh", tan: "Tan", tanh: "Tanh",
};

export function libraryText(kernel: KernelName, operands: readonly string[]): string | undefined {
  // Without the way through float64, which takes as long as all the rest of a table.
  if (kernel === "abs") return `math.Float32frombits(math.Float32bits(${operands.join("")}) &^ (1 << 31))`;
  const name = FUNCTIONS[kernel];
  return name === undefined ? undefined : `float32(math.${name}(${operands.map((text) => `float64(${text})`).join(", ")}))`;
}
