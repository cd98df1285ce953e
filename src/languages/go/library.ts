// What Go's package math has of nnc's kernels: functions of float64.

import type { KernelName } from "../../program/operator-name.ts";

const FUNCTIONS: Readonly<Partial<Record<KernelName, string>>> = { exp: "Exp" };

export function libraryText(kernel: KernelName, operands: readonly string[]): string | undefined {
  const name = FUNCTIONS[kernel];
  return name === undefined ? undefined : `float32(math.${name}(${operands.map((text) => `float64(${text})`).join(", ")}))`;
}
