// What a fold is: how each element of a result is found by going once through elements of the arguments, remembering a few
// numbers. For products, positions of extremes and counts, which are no sums of products.

import type { Expression } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import type { Factor } from "./reduction.ts";

/**
 * The steps run through the axes `over` in row-major order. What is remembered begins with `initial`, `step` makes the next of it from
 * what each read gives, and the result is `result` of what is remembered at last. Every operation is rounded once.
 */
export interface Folding {
  /** The extents of the axes that are gone through. */
  readonly over: readonly number[];
  readonly reads: readonly Factor[];
  readonly memory: readonly Remembered[];
  /** One expression for each number that is remembered, all of them from what was remembered before the step. */
  readonly step: (memory: readonly Expression[], elements: readonly Expression[]) => readonly Expression[];
  readonly result: (memory: readonly Expression[]) => Expression;
}

export interface Remembered {
  readonly name: string;
  readonly scalar: Scalar;
  /** A constant, or which of the reads gives it at the first step. */
  readonly initial: { readonly kind: "number"; readonly value: number } | { readonly kind: "first"; readonly read: number };
}
