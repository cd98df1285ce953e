// The natural logarithm in pieces: x = 2^k·m, and the logarithm of an m near 1. For log and all that is made of it.

import { add, apply, constantOf, convert, divide, less, multiply, select, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { float } from "./floats.ts";
import { LN2_HIGH, LN2_LOW } from "./ln2.ts";
import { orderedSum, type Pair } from "./pairs.ts";
import { polynomial } from "./polynomial.ts";
import { exactSum } from "./sums.ts";

/** Subnormal numbers are multiplied by 2^23 first. */
const LEAST_NORMAL = 2 ** -126;

/** √½, as bits. */
const ROOT_OF_HALF = 0x3f3504f3;

/** x = 2^exponent·mantissa, √½ ≤ mantissa < √2. */
export interface SplitNumber {
  /** An i32. */
  readonly exponent: Expression;
  readonly mantissa: Expression;
}

/** Of a normal number above 0. Of others nothing is said. */
function splitNumber(x: Expression): SplitNumber {
  const bits = convert(x, "i32", "bits");
  const offset = subtract(bits, constantOf("i32", ROOT_OF_HALF), "offset");
  const exponent = apply("shiftRight", [offset, constantOf("i32", 23)], "exponent");
  const mantissaBits = subtract(bits, apply("shiftLeft", [exponent, constantOf("i32", 23)], "steps"), "mantissa_bits");
  return { exponent, mantissa: convert(mantissaBits, "f32", "bits") };
}

/** As splitNumber, of subnormal numbers as well; the exponent is a float. */
export function splitAnyNumber(x: Expression): { readonly exponent: Expression; readonly mantissa: Expression } {
  const isSubnormal = less(x, float(LEAST_NORMAL));
  const { exponent, mantissa } = splitNumber(select(isSubnormal, multiply(x, float(2 ** 23), "raised"), x));
  const whole = convert(exponent, "f32", "round");
  return { exponent: select(isSubnormal, subtract(whole, float(23), "lowered"), whole), mantissa };
}

/**
 * k·ln 2 + ln(1 + f) + rest, for √½ ≤ 1 + f < √2, a whole k of less than 2^9 and a small rest, as an unevaluated sum: within 0.3 units in
 * the last place and the error of the rest.
 *
 * With s = f/(2 + f), ln(1 + f) = 2s + s³·R(s²), where 2s = f − f²/2 + s·f²/2. R is the minimax polynomial of degree 2 on
 * s² ≤ 0.0295, of relative error 2^-30 of the logarithm (Lawson's iteration; coefficients rounded one after the other).
 */
export function logarithm(k: Expression, f: Expression, rest?: Expression): Pair {
  const s = divide(f, add(float(2), f), "ratio");
  const square = multiply(s, s, "square");
  const series = multiply(square, polynomial(square, [0.66666776, 0.39977565, 0.29871607], "series"), "series");
  const half = multiply(multiply(f, float(0.5)), f, "half_square");
  const bend = multiply(s, add(half, series), "bend");
  const leading = orderedSum(multiply(k, float(LN2_HIGH), "steps"), f, "leading");
  const smallSteps = multiply(k, float(LN2_LOW), "small_steps");
  const small = add(bend, rest === undefined ? smallSteps : add(smallSteps, rest), "small");
  return { high: leading.high, low: subtract(leading.low, subtract(half, small), "logarithm_rest") };
}

/** ln(1 + x + rest), for x > −1 and a rest that is small beside x: as logarithm gives it. */
export function logarithmOfOneMore(x: Expression, rest?: Expression): Pair {
  const sum = exactSum(float(1), x, "sum");
  const { exponent, mantissa } = splitNumber(sum.high);
  // There f is x itself, and nothing was lost.
  const isNearOne = apply("equal", [exponent, constantOf("i32", 0)]);
  const f = select(isNearOne, x, subtract(mantissa, float(1), "excess"));
  const lost = select(isNearOne, float(0), sum.low);
  const relative = divide(rest === undefined ? lost : add(lost, rest), sum.high, "relative");
  return logarithm(convert(exponent, "f32", "round"), f, relative);
}

/** ln(high + low) + more·ln 2 for a normal high above 0, a low that is small beside it, and a whole number. */
export function logarithmOfPair({ high, low }: Pair, more: Expression): Pair {
  const { exponent, mantissa } = splitNumber(high);
  const k = add(convert(exponent, "f32", "round"), more, "exponent");
  return logarithm(k, subtract(mantissa, float(1), "excess"), divide(low, high, "relative"));
}
