// The kernel of tan x, x in radians and of any size: sin/cos or, after an odd number of quarter turns, −cos/sin.

import { tan as float64 } from "../../numeric/elementary/index.ts";
import { add, divide, multiply, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { bitsOf, floatOf, word } from "./parts/floats.ts";
import { orderedSum, type Pair, productRest, split } from "./parts/pairs.ts";
import { withoutQuarterTurns } from "./parts/quarter-turns.ts";
import { sineAndCosine } from "./parts/sine-and-cosine.ts";
import { and, choose, exclusiveOr, isEqual, shiftLeft } from "./parts/words.ts";

export const tan: Kernel = {
  name: "tan",
  operands: ["x"],
  does: "tan x, x in radians, within 0.95 units in the last place",
  body([x]) {
    const bits = bitsOf(x);
    const angle = withoutQuarterTurns(and(bits, 0x7fffffff, "magnitude_bits"));
    const { sine, cosine } = sineAndCosine(angle);
    const isEven = isEqual(and(angle.quarters, 1, "odd_quarters"), word(0), "is_even");
    const numerator = chosen(isEven, sine, cosine, "numerator");
    const denominator = chosen(isEven, cosine, sine, "denominator");
    const sign = exclusiveOr(and(bits, 0x80000000, "sign"), shiftLeft(angle.quarters, 31, "turned_sign"), "sign");
    return floatOf(exclusiveOr(bitsOf(quotient(numerator, denominator)), sign, "signed"));
  },
  float64,
};

/** One of two sums, of which the first part is rounded then. */
function chosen(condition: Expression, one: Pair, other: Pair, name: string): Pair {
  return orderedSum(choose(condition, one.high, other.high, "part"), choose(condition, one.low, other.low, "rest"), name);
}

function quotient(numerator: Pair, denominator: Pair): Expression {
  const rough = divide(numerator.high, denominator.high, "rough");
  const excess = productRest(numerator.high, split(rough, "rough"), split(denominator.high, "divisor"), "excess");
  const remainder = subtract(subtract(numerator.low, excess), multiply(rough, denominator.low), "remainder");
  return add(rough, divide(remainder, denominator.high, "correction"), "tangent");
}
