// e^x as 2^k·e^r: the argument reduced, e^r, and the power of two. For exp and all that is made of it.

import { add, apply, multiply, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { bitsOf, float, floatOf, word } from "./floats.ts";
import { LN2_HIGH, LN2_LOW } from "./ln2.ts";
import type { Pair } from "./pairs.ts";

/** Added to a number below 2^22 and taken away again, it leaves the nearest whole number: 1.5·2^23 has ones as units in the last place. */
const ROUNDER = 12582912;

/** e^x = 2^k·(1 + coarse + rest). */
export interface ReducedExponential {
  /** k, in the lower bits of a u32. */
  readonly power: Expression;
  /** x − k·LN2_HIGH, exact: within ±0.35. */
  readonly coarse: Expression;
  /** The rest, in magnitude below 0.08; its error is below 2^-28. */
  readonly rest: Expression;
}

/** Of an x below 2^8 in magnitude. Of any other one nothing is said, but that all is NaN of NaN. */
export function reduceExponential(x: Expression): ReducedExponential {
  const shifted = add(multiply(x, float(Math.LOG2E), "scaled"), float(ROUNDER), "shifted");
  const whole = subtract(shifted, float(ROUNDER), "whole");
  const coarse = subtract(x, multiply(whole, float(LN2_HIGH), "steps"), "coarse");
  const correction = multiply(whole, float(LN2_LOW), "correction");
  return { power: bitsOf(shifted), coarse, rest: restOf(coarse, correction) };
}

/**
 * e^r − 1 − coarse for r = coarse − correction, |r| ≤ ½ ln 2: e^r − 1 − r is r² times a polynomial of degree 4, the minimax one,
 * of relative error 2^-28 of e^r (Lawson's iteration; coefficients rounded one after the other). The terms are summed in pairs,
 * not by Horner's rule: a processor computes them side by side.
 */
function restOf(coarse: Expression, correction: Expression): Expression {
  const r = subtract(coarse, correction, "remainder");
  const square = multiply(r, r, "square");
  const low = add(multiply(r, float(0.16666521)), float(0.49999994), "low");
  const middle = add(multiply(r, float(0.008368704)), float(0.04166829), "middle");
  const high = add(middle, multiply(square, float(0.0013818939)), "high");
  const lowTerms = subtract(multiply(square, low), correction, "lowTerms");
  return add(lowTerms, multiply(multiply(square, square, "fourth"), high), "rest");
}

/** 1 + coarse + rest as an unevaluated sum, within 2^-28. */
export function fractionOf({ coarse, rest }: ReducedExponential): Pair {
  const high = add(float(1), add(coarse, rest, "excess"), "fraction");
  const low = add(add(subtract(float(1), high), coarse), rest, "fractionRest");
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
