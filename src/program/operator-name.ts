// The names of operators, apart from what they do: expressions are made of names alone.

import type { BASIC_OPERATORS } from "./operators/basic.ts";

/** Operators that every language has. */
export type BasicOperatorName = keyof typeof BASIC_OPERATORS;

/** Elementary functions of float32, each a kernel in kernels/. */
export const KERNEL_NAMES = [
  "abs",
  "acos",
  "acosh",
  "asin",
  "asinh",
  "atan",
  "atanh",
  "ceil",
  "cos",
  "cosh",
  "erf",
  "exp",
  "expm1",
  "floor",
  "log",
  "log1p",
  "normalCdf",
  "pow",
  "roundHalfEven",
  "sigmoid",
  "sign",
  "sin",
  "sinh",
  "softplus",
  "tan",
  "tanh",
] as const;

export type KernelName = (typeof KERNEL_NAMES)[number];

export type OperatorName = BasicOperatorName | KernelName;

export function isKernelName(name: OperatorName): name is KernelName {
  return KERNEL_NAMES.some((kernel) => kernel === name);
}
