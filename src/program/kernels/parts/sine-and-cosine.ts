// sin and cos of an angle between −1 and 1 given as a pair, and which of the two a quarter turn asks for.

import { add, multiply, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { bitsOf, float, floatOf, word } from "./floats.ts";
import { type Pair, productRest, split } from "./pairs.ts";
import { polynomial } from "./polynomial.ts";
import type { ReducedAngle } from "./quarter-turns.ts";
import { and, choose, exclusiveOr, isEqual, shiftLeft } from "./words.ts";

/** Minimax in x² on [0, 1] for (sin x − x)/x³, within 2^-31 of sin x, and for (cos x − 1 + x²/2)/x⁴, within 2^-35 of cos x. */
const SINE = [-0.166666672, 0.00833335426, -0.000198423848, 2.7262713e-6];
const COSINE = [0.0416666679, -0.00138889358, 2.48058041e-5, -2.74277539e-7];

interface SineAndCosine {
  readonly sine: Pair;
  readonly cosine: Pair;
}

/** As sums that are still to be rounded: |low| is at most about a fifth of |high|. */
export function sineAndCosine({ high, low }: Pair): SineAndCosine {
  const square = multiply(high, high, "square");
  const halfSquare = multiply(square, float(0.5), "half_square");
  const nearOne = subtract(float(1), halfSquare, "near_one");
  const cubic = multiply(multiply(high, square, "cube"), polynomial(square, SINE, "sine_series"), "cubic");
  const parts = split(high, "angle");
  const squareRest = multiply(productRest(square, parts, parts, "square"), float(0.5), "half_rest");
  const lost = subtract(subtract(subtract(float(1), nearOne, "subtracted"), halfSquare, "lost"), squareRest, "lost");
  const quartic = multiply(multiply(square, square, "fourth"), polynomial(square, COSINE, "cosine_series"), "quartic");
  return {
    sine: { high, low: add(cubic, multiply(low, nearOne, "turned"), "sine_rest") },
    cosine: { high: nearOne, low: add(lost, subtract(quartic, multiply(high, low, "turned"), "cosine_terms"), "cosine_rest") },
  };
}

/** sin (quarters·π/2 + angle), with the bit of a sign to be turned over besides. */
export function sineOfReduced(angle: ReducedAngle, quarters: Expression, sign: Expression): Expression {
  const { sine, cosine } = sineAndCosine(angle);
  const isEven = isEqual(and(quarters, 1, "odd_quarters"), word(0), "is_even");
  const high = choose(isEven, sine.high, cosine.high, "chosen");
  const low = choose(isEven, sine.low, cosine.low, "chosen_rest");
  const turned = shiftLeft(and(quarters, 2, "half_turns"), 30, "turned_sign");
  const bits = exclusiveOr(bitsOf(add(high, low, "value")), exclusiveOr(turned, sign, "flips"), "signed");
  return floatOf(bits);
}
