// A quarter of e^t and of e^-t, for sinh and cosh: in quarters, for e^t may overflow where its half does not.

import { add, divide, multiply, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { fractionOf, reduceExponential, smallPowerOfTwo } from "./exponential.ts";
import { float, word } from "./floats.ts";
import type { Pair } from "./pairs.ts";

export interface GrownAndShrunk {
  /** e^t/4. */
  readonly grown: Pair;
  /** e^-t/4, rounded. */
  readonly shrunk: Expression;
}

/** Of 1 ≤ t ≤ 89.5. */
export function growAndShrink(t: Expression): GrownAndShrunk {
  const reduced = reduceExponential(t);
  const fraction = fractionOf(reduced);
  const quarter = smallPowerOfTwo(subtract(reduced.power, word(2), "lower"));
  const high = multiply(fraction.high, quarter, "grown");
  return { grown: { high, low: multiply(fraction.low, quarter, "grown_rest") }, shrunk: divide(float(1 / 16), high, "shrunk") };
}

/** Twice the sum of an unevaluated sum and a small rest. */
export function twice(sum: Pair, rest: Expression): Expression {
  const half = add(sum.high, add(sum.low, rest), "half");
  return add(half, half, "result");
}
