// The kernel of the inverse hyperbolic tangent, ½ ln((1 + x)/(1 − x)): odd, computed of t = |x|.

import { atanh as float64 } from "../../numeric/elementary/index.ts";
import { add, apply, constantOf, convert, divide, less, lessOrEqual, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { float, floatOf, magnitudeOf, signOf, withSign, word } from "./parts/floats.ts";
import { LN2_HIGH, LN2_LOW } from "./parts/ln2.ts";
import { orderedSum } from "./parts/pairs.ts";
import { polynomial } from "./parts/polynomial.ts";

/** Below it the series needs no reduction. */
const NEAR_ZERO = 1 / 3;

/** (atanh s/s − 1)/s² in powers of s²: minimax for s ≤ 1/3, error 2^-33 of s (Lawson's iteration, rounded one by one). */
const COEFFICIENTS = [0.33333337, 0.19999473, 0.14307672, 0.10721041, 0.12126564];

export const atanh: Kernel = {
  name: "atanh",
  operands: ["x"],
  does: "atanh(x), within 1 unit in the last place; odd, NaN beyond 1",
  body([x]) {
    const t = magnitudeOf(x);
    // Infinity at 1, and NaN beyond.
    const ofNone = floatOf(select(lessOrEqual(t, float(1)), word(0x7f800000), word(0x7fc00000)));
    return withSign(select(less(t, float(1)), belowOne(t), ofNone), signOf(x));
  },
  float64,
};

/**
 * (1 + t)/(1 − t) = 2^k·m with 1 ≤ m < 2, and atanh t = k·½ ln 2 + atanh s, where s = (m − 1)/(m + 1) is the quotient of
 * 1 + t ∓ 2^k·(1 − t). Below 1/3, k = 0 and s = t.
 */
function belowOne(t: Expression): Expression {
  const isSmall = less(t, float(NEAR_ZERO));
  const one = subtract(float(1), t, "fall");
  const oneRest = subtract(subtract(float(1), one), t, "fall_rest");
  const { exponent, scale } = wholePower(divide(add(float(1), t, "rise"), one, "ratio"));
  const [fall, fallRest] = [multiply(one, scale, "scaled_fall"), multiply(oneRest, scale, "scaled_fall_rest")];
  const numerator = subtract(add(subtract(float(1), fall), t), fallRest, "numerator");
  const rise = orderedSum(float(1), t, "rise_sum");
  const denominator = orderedSum(rise.high, fall, "denominator");
  const denominatorRest = add(add(rise.low, denominator.low), fallRest, "denominator_rest");
  const quotient = divide(numerator, denominator.high, "quotient");
  const correction = multiply(quotient, divide(denominatorRest, denominator.high), "correction");
  const [s, k] = [select(isSmall, t, quotient), select(isSmall, float(0), exponent)];
  const square = multiply(s, s, "square");
  const bend = multiply(s, multiply(square, polynomial(square, COEFFICIENTS, "series"), "series"), "bend");
  const leading = orderedSum(multiply(k, float(LN2_HIGH / 2), "steps"), s, "leading");
  const smallSteps = subtract(multiply(k, float(LN2_LOW / 2)), select(isSmall, float(0), correction), "small_steps");
  return add(leading.high, add(leading.low, add(bend, smallSteps, "small")), "result");
}

/** The exponent of a normal number, as a float, and 2 to it. */
function wholePower(x: Expression): { readonly exponent: Expression; readonly scale: Expression } {
  const bits = convert(x, "i32", "bits");
  const scale = convert(apply("and", [bits, constantOf("i32", 0x7f800000)], "power"), "f32", "bits");
  const exponent = subtract(apply("shiftRight", [bits, constantOf("i32", 23)], "biased"), constantOf("i32", 127), "exponent");
  return { exponent: convert(exponent, "f32", "round"), scale };
}
