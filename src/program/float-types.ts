// Which types of floats a Program has anywhere. Knows no operator.

import type { Program } from "./program.ts";
import { isFloat, type FloatScalar } from "./scalar.ts";

/** Of its buffers and variables; none where it computes with integers and truth values alone. */
export function floatTypesOf({ buffers, locals }: Program): ReadonlySet<FloatScalar> {
  return new Set([...buffers, ...locals].map(({ scalar }) => scalar).filter(isFloat));
}

export function computesWithFloats(program: Program): boolean {
  return floatTypesOf(program).size > 0;
}
