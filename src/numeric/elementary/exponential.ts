// The exponential functions exp and expm1 of a float64, and the exponential of a double-double, which pow builds on.
// Powers of other bases are in power.ts.

import { INVERSE_LN2, LN2_HIGH, LN2_LOW } from "./constants.ts";
import { add, type DoubleDouble, exactProduct, exactSum, multiply, scale } from "./double-double.ts";
import { powerOfTwo, scaleByPowerOfTwo } from "./float64-bits.ts";

/** Beyond these limits e^x overflows to infinity and rounds to zero. */
const OVERFLOW = 710;
const UNDERFLOW = -746;

/** Within ±this, e^x and its power of two are normal numbers. */
const MODERATE = 700;

/**
 * (e^r − 1 − r) / r² for |r| ≤ ½ ln 2, by Estrin's scheme, which lets the processor overlap the steps. The Taylor terms left
 * out are below 2^-57 of the sum. The coefficients 1/n! stand where they are used: V8 reads a module's constants from memory
 * again and again once modules are bundled.
 */
function exponentialTail(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const first = 1 / 2 + (1 / 6) * r + (1 / 24 + (1 / 120) * r) * r2;
  const second = 1 / 720 + (1 / 5040) * r + (1 / 40320 + (1 / 362880) * r) * r2;
  const third = 1 / 3628800 + (1 / 39916800) * r + (1 / 479001600 + (1 / 6227020800) * r) * r2;
  return first + r4 * (second + r4 * third);
}

/** The integer k for which |x − k·ln 2| ≤ ½ ln 2, up to rounding. */
function nearestPower(x: number): number {
  return Math.floor(x * INVERSE_LN2.high + 0.5);
}

/** e^x · 2^-k for k = nearestPower(x). */
function reducedExponential(x: number, k: number): number {
  const rough = x - k * LN2_HIGH;
  const correction = k * LN2_LOW;
  const r = rough - correction;
  const lost = rough - r - correction;
  const tail = lost + r * r * exponentialTail(r);
  const sum = 1 + r;
  return sum + (1 - sum + r + tail);
}

/**
 * e^x · 2^exponent for an integer exponent near 0, rounded as if the power of two were part of the result, so that
 * half of e^x is right even where e^x itself overflows. NaN gives NaN.
 */
export function scaledExponential(x: number, exponent: number): number {
  if (!(x <= OVERFLOW + 10)) return Number.isNaN(x) ? x : Infinity;
  if (x < UNDERFLOW - 10) return 0;
  const k = nearestPower(x);
  return scaleByPowerOfTwo(reducedExponential(x, k), k + exponent);
}

/** e^x, off by at most 0.8 ulp. exp(−∞) = 0, exp(+∞) = +∞. */
export function exp(x: number): number {
  if (x >= -MODERATE && x <= MODERATE) {
    // What scaledExponential does, for nearly all arguments without its checks.
    const k = nearestPower(x);
    return reducedExponential(x, k) * powerOfTwo(k);
  }
  return x > OVERFLOW ? Infinity : scaledExponential(x, 0);
}

/** e^x − 1 without the loss of digits near 0, off by at most 1.2 ulp. expm1(±0) = ±0, expm1(−∞) = −1. */
export function expm1(x: number): number {
  if (!(x < OVERFLOW)) return x > 0 ? Infinity : x;
  if (x < -40) return -1;
  if (Math.abs(x) < 1 / 1152921504606846976) return x;
  const k = nearestPower(x);
  const rough = x - k * LN2_HIGH;
  const correction = k * LN2_LOW;
  const r = rough - correction;
  const lost = rough - r - correction;
  const tail = lost + r * r * exponentialTail(r);
  if (k === 0) return r + tail;
  // e^x − 1 = 2^k · (e^r − 2^-k), and 1 − 2^-k is exact or negligibly rounded.
  const { high, low } = exactSum(1 - scaleByPowerOfTwo(1, -k), r);
  return scaleByPowerOfTwo(high + (low + tail), k);
}

/** e^r − 1 for |r| ≤ ½ ln 2 with relative error about 2^-69: Taylor at r/32, then (1 + m)² − 1 = 2m + m² five times. */
function exponentialMinusOne(r: DoubleDouble): DoubleDouble {
  const part = scale(r, 1 / 32);
  const p = part.high;
  const cubic = p * p * p * (1 / 6 + p * (1 / 24 + p * (1 / 120 + p * (1 / 720 + p * (1 / 5040 + p * (1 / 40320))))));
  let m = add(add(part, scale(multiply(part, part), 1 / 2)), { high: cubic, low: 0 });
  for (let i = 0; i < 5; i += 1) m = add(scale(m, 2), multiply(m, m));
  return m;
}

/** e^(high + low) rounded to float64, off by at most 0.501 ulp of a normal result plus the error of the argument. */
export function exponentialOfPair(x: DoubleDouble): number {
  if (x.high > OVERFLOW) return Infinity;
  if (x.high < UNDERFLOW) return 0;
  const k = Math.floor(x.high * INVERSE_LN2.high + 0.5);
  const rough = exactSum(x.high - k * LN2_HIGH, x.low);
  const r = add(rough, exactProduct(-k, LN2_LOW));
  const result = add({ high: 1, low: 0 }, exponentialMinusOne(r));
  return scaleByPowerOfTwo(result.high, k);
}
