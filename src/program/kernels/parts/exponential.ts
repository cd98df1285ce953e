// e^x as 2^k·e^r: the argument reduced, e^r, and the power of two. For exp and all that is made of it.

import { add, apply, less, multiply, select, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { bitsOf, float, floatOf, magnitudeOf, word } from "./floats.ts";
import { LN2_HIGH, LN2_LOW } from "./ln2.ts";
import type { Pair } from "./pairs.ts";

/** Added to a number below 2^22 and taken away again, it leaves the nearest whole number: 1.5·2^23 has ones as units in the last place. */
const ROUNDER = 12582912;

/** x = k·ln 2 + r. */
interface ReducedArgument {
  /** k, in the lower bits of a u32. */
  readonly power: Expression;
  /** x − k·LN2_HIGH, exact. */
  readonly coarse: Expression;
  /** k·LN2_LOW. */
  readonly correction: Expression;
  /** r = coarse − correction. */
  readonly remainder: Expression;
}

/** e^x = 2^k·(1 + coarse + rest). */
export interface ReducedExponential extends Pick<ReducedArgument, "power" | "coarse"> {
  /** In magnitude below 0.08. */
  readonly rest: Expression;
}

/** Of an x below 2^8 in magnitude: the rest within 2^-26.5. Of any other x nothing is said, but that all is NaN of NaN. */
export function reduceExponential(x: Expression): ReducedExponential {
  const { power, coarse, correction, remainder } = reduceArgument(x, multiply(x, float(Math.LOG2E), "scaled"));
  return { power, coarse, rest: restOf(remainder, correction) };
}

/**
 * As reduceExponential, but |coarse| ≤ 0.41, and k = 0 of x within that: the rest within 2^-27 of what it is at most, and of itself
 * where k = 0. e^r − 1 − r is r²/2 and smaller terms: a minimax polynomial as restOf's, of degree 5 and error 2^-31.
 */
export function reduceFinely(x: Expression): ReducedExponential {
  const scaled = select(less(magnitudeOf(x), float(0.41)), float(0), multiply(x, float(Math.LOG2E), "scaled"));
  const { power, coarse, correction, remainder: r } = reduceArgument(x, scaled);
  const square = multiply(r, r, "square");
  const middle = add(multiply(r, float(0.008333764)), float(0.04166627), "middle");
  const last = add(multiply(r, float(0.00019711608)), float(0.0013953482), "last");
  const high = multiply(square, add(middle, multiply(square, last)), "high");
  const smallTerms = multiply(square, add(multiply(r, float(0.16666664)), high), "small_terms");
  const lost = multiply(r, subtract(subtract(coarse, r), correction, "lost"), "lost");
  const small = add(subtract(smallTerms, correction), lost, "small");
  return { power, coarse, rest: add(multiply(square, float(0.5)), small, "rest") };
}

/** k is the whole number next to `scaled`, x/ln 2. */
function reduceArgument(x: Expression, scaled: Expression): ReducedArgument {
  const shifted = add(scaled, float(ROUNDER), "shifted");
  const whole = subtract(shifted, float(ROUNDER), "whole");
  const coarse = subtract(x, multiply(whole, float(LN2_HIGH), "steps"), "coarse");
  const correction = multiply(whole, float(LN2_LOW), "correction");
  return { power: bitsOf(shifted), coarse, correction, remainder: subtract(coarse, correction, "remainder") };
}

/**
 * e^r − 1 − r − correction for |r| ≤ ½ ln 2: e^r − 1 − r is r² times a polynomial, the minimax one relative to e^r
 * (Lawson's iteration; coefficients rounded one after the other): of degree 4 and error 2^-28. The terms are
 * summed in pairs, not by Horner's rule: a processor computes them side by side.
 */
function restOf(r: Expression, correction: Expression): Expression {
  const square = multiply(r, r, "square");
  const low = add(multiply(r, float(0.16666521)), float(0.49999994), "low");
  const middle = add(multiply(r, float(0.008368704)), float(0.04166829), "middle");
  const high = add(middle, multiply(square, float(0.0013818939)), "high");
  const lowTerms = subtract(multiply(square, low), correction, "low_terms");
  return add(lowTerms, multiply(multiply(square, square, "fourth"), high), "rest");
}

/** 1 + coarse + rest as an unevaluated sum, within 2^-26.5. */
export function fractionOf({ coarse, rest }: ReducedExponential): Pair {
  const high = add(float(1), add(coarse, rest, "excess"), "fraction");
  const low = add(add(subtract(float(1), high), coarse), rest, "fraction_rest");
  return { high, low };
}

/** y·2^k for |k| ≤ 253, rounded once: by two factors, for 2^k itself may be no float32. */
export function scaledByPower(y: Expression, power: Expression): Expression {
  const { first, second } = powerFactors(power);
  return multiply(multiply(y, first, "scaled"), second, "result");
}

/** Two powers of two whose product is 2^k. */
export function powerFactors(power: Expression): { readonly first: Expression; readonly second: Expression } {
  const half = shiftedLeft(apply("shiftRight", [power, word(1)], "half"), "exponent");
  const rest = subtract(shiftedLeft(power, "exponent"), half, "exponent");
  return { first: powerOfTwo(half), second: powerOfTwo(rest) };
}

function shiftedLeft(power: Expression, name: string): Expression {
  return apply("shiftLeft", [power, word(23)], name);
}

/** 2^k for −126 ≤ k ≤ 127. */
export function smallPowerOfTwo(power: Expression): Expression {
  return powerOfTwo(shiftedLeft(power, "exponent"));
}

/** 2^n of n in the place of the exponent. */
function powerOfTwo(exponent: Expression): Expression {
  return floatOf(add(exponent, word(0x3f800000), "factor"));
}
