// The sum of two float32 without error, whichever is larger; pairs.ts has a shorter one where that is known.

import { add, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import type { Pair } from "./pairs.ts";

/** left + right (Knuth, The Art of Computer Programming 2, §4.2.2, theorem B). */
export function exactSum(left: Expression, right: Expression, name: string): Pair {
  const high = add(left, right, name);
  const taken = subtract(high, left, `${name}_taken`);
  const leftRest = subtract(left, subtract(high, taken), `${name}_rest`);
  return { high, low: add(leftRest, subtract(right, taken), `${name}_rest`) };
}
