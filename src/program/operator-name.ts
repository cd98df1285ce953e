// The names of operators, apart from what they do: expressions are made of names alone.

import type { KernelName } from "./kernels/index.ts";
import type { BASIC_OPERATORS } from "./operators/basic.ts";

/** Operators that every language has. */
export type BasicOperatorName = keyof typeof BASIC_OPERATORS;

export type OperatorName = BasicOperatorName | KernelName;
