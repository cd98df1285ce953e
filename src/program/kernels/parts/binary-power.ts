// log2 x and 2^x with more bits than float32 has, as pow needs them: where x^y is large its logarithm is, and so is what an
// error of the logarithm does to it.

import { add, convert, divide, multiply, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { scaledByPower } from "./exponential.ts";
import { atLeast, atMost, bitsOf, float, floatOf, magnitudeOf, word } from "./floats.ts";
import { head, orderedSum, type Pair } from "./pairs.ts";
import { polynomial } from "./polynomial.ts";
import { choose, isLess, shiftLeft, shiftRight } from "./words.ts";

const LEAST_NORMAL = 2 ** -126;
/** Subnormal numbers are multiplied by this power of two first. */
const RAISED_BY = 23;

/** The bits of √½, and of the power of two below them. */
const ROOT_OF_HALF = 0x3f3504f3;
const HALF = 0x3f000000;

/** 2/(3 ln 2) and ln 2: their first 12 bits, and the rest. */
const SCALE = 2 / (3 * Math.LN2);
const SCALE_HIGH = 3939 / 4096;
const LN2_HIGH = 2839 / 4096;

/** Minimax in s² for (artanh s − s − s³/3)·3/s⁵, s² ≤ 0.0295: within 2^-36 of artanh s. */
const LOGARITHM = [0.600002289, 0.428206354, 0.351294667];

/** Minimax for (e^r − 1 − r)/r², |r| ≤ ½ ln 2: within 2^-29 of e^r. */
const EXPONENTIAL = [0.5, 0.166666478, 0.0416664816, 0.0083378898, 0.00139346637, 0.000172770349];

/** Beyond ±this, 2^x overflows or is 0. */
const BEYOND = 200;
/** 1.5·2^23: added to a number below 2^22 it leaves the nearest whole number in the last bits. */
const ROUNDER = 12582912;

/**
 * log2 x of a finite x above 0, with a relative error below 2^-32; of others something finite.
 * x = 2^k·m with √½ ≤ m < √2; log2 m = 2/ln 2·artanh s, s = (m − 1)/(m + 1).
 */
export function binaryLogarithm(x: Expression): Pair {
  const isSubnormal = isLess(x, float(LEAST_NORMAL), "is_subnormal");
  const bits = bitsOf(choose(isSubnormal, multiply(x, float(2 ** RAISED_BY), "raised"), x, "normal"));
  // The exponent by one too large, so that it is no negative number, of which a shift would bring in zeros.
  const biased = shiftRight(add(bits, word(HALF + 0x800000 - ROOT_OF_HALF), "offset"), RAISED_BY, "biased");
  const lowered = choose(isSubnormal, float(-RAISED_BY - 127), float(-127), "bias");
  const exponent = add(convert(convert(biased, "i32", "bits"), "f32", "round"), lowered, "exponent");
  const mantissa = floatOf(subtract(bits, shiftLeft(subtract(biased, word(127), "power"), 23, "power_bits"), "mantissa_bits"));
  const { high, low } = tripleArtanh(subtract(mantissa, float(1), "excess"));
  const first = head(high, "first");
  const main = multiply(first, float(SCALE_HIGH), "main");
  const rest = add(subtract(high, first), low, "rest");
  const small = add(multiply(first, float(SCALE - SCALE_HIGH)), multiply(rest, float(SCALE)), "small");
  const sum = orderedSum(exponent, main, "logarithm");
  return orderedSum(sum.high, add(sum.low, small, "logarithm_rest"), "logarithm");
}

/** 3·artanh s for s = f/(2 + f): 3s + s³ + 3s⁵/5 + …, the first two terms as sums of an exact part and a rest. */
function tripleArtanh(f: Expression): Pair {
  const denominator = orderedSum(float(2), f, "denominator");
  const quotient = divide(f, denominator.high, "quotient");
  const s = head(quotient, "s");
  const divisor = head(denominator.high, "divisor");
  const divisorRest = add(subtract(denominator.high, divisor), denominator.low, "divisor_rest");
  const remainder = subtract(subtract(f, multiply(s, divisor), "remainder"), multiply(s, divisorRest), "remainder");
  const sRest = divide(remainder, denominator.high, "s_rest");
  const square = multiply(s, s, "square");
  const squareRest = multiply(sRest, add(s, quotient, "double_s"), "square_rest");
  const z = add(square, squareRest, "z");
  const squareHead = head(square, "square_head");
  const cube = multiply(s, squareHead, "cube");
  const cubeRest = add(multiply(s, add(subtract(square, squareHead), squareRest, "square_tail")), multiply(sRest, z), "cube_rest");
  const fifth = multiply(multiply(quotient, multiply(z, z, "fourth")), polynomial(z, LOGARITHM, "tail"), "fifth");
  const sum = orderedSum(multiply(s, float(3), "triple"), cube, "series");
  const small = add(multiply(sRest, float(3), "triple_rest"), cubeRest, "small");
  return { high: sum.high, low: add(sum.low, add(small, fifth, "small"), "series_rest") };
}

/** 2^(high + low), rounded once, or twice where it is subnormal: within 0.7 units in the last place. */
export function binaryExponential({ high, low }: Pair): Expression {
  const isBeyond = isLess(float(BEYOND), magnitudeOf(high), "is_beyond");
  const limited = atLeast(-BEYOND, atMost(BEYOND, high));
  const shifted = add(limited, float(ROUNDER), "shifted");
  const fraction = subtract(limited, subtract(shifted, float(ROUNDER), "whole"), "fraction");
  return scaledByPower(powerOfFraction(fraction, choose(isBeyond, float(0), low, "low")), bitsOf(shifted));
}

/** 2^(fraction + low) for |fraction| ≤ ½ and a low that is small beside it. */
export function powerOfFraction(fraction: Expression, low: Expression): Expression {
  const first = head(fraction, "first");
  const rest = add(subtract(fraction, first), low, "rest");
  const main = multiply(first, float(LN2_HIGH), "main");
  const small = add(multiply(first, float(Math.LN2 - LN2_HIGH)), multiply(rest, float(Math.LN2)), "small");
  const r = add(main, small, "r");
  const curved = multiply(multiply(r, r, "r_square"), polynomial(r, EXPONENTIAL, "curve"), "curved");
  const sum = orderedSum(float(1), main, "linear");
  return add(sum.high, add(add(sum.low, small, "linear_rest"), curved, "remaining"), "value");
}
