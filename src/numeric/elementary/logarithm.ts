// The logarithms log (natural), log1p, log2 and log10 of a float64, and the natural logarithm as a double-double,
// which pow builds on.

import {
  INVERSE_LN10,
  INVERSE_LN2,
  LN2_HIGH,
  LN2_LOW,
  ONE_FIFTH,
  ONE_SEVENTH,
  ONE_THIRD,
} from "./constants.ts";
import { add, divide, type DoubleDouble, exactProduct, exactSum, multiply, scale } from "./double-double.ts";
import { LEAST_NORMAL, nearestExponent, powerOfTwo } from "./float64-bits.ts";

/** Subnormal arguments are multiplied by 2^54 first. */
const SUBNORMAL_SHIFT = 54;

/**
 * 2·artanh(s)/s − 2 for |s| ≤ 0.1716, as a series in z = s² with the coefficients 2/(2n + 1); the terms left out are
 * below 2^-60 of 2.
 */
function artanhTail(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const first = 2 / 3 + (2 / 5) * z + (2 / 7 + (2 / 9) * z) * z2;
  const second = 2 / 11 + (2 / 13) * z + (2 / 15 + (2 / 17) * z) * z2;
  const third = 2 / 19 + (2 / 21) * z;
  return z * (first + z4 * (second + z4 * third));
}

/**
 * k·ln 2 + ln(1 + f) + extra for f from √½ − 1 to √2 − 1 and a tiny extra. With s = f/(2 + f), ln(1 + f) is
 * 2·artanh(s), and 2s = f − f²/2 + s·f²/2 leaves only small terms to be rounded beside the exact f.
 */
function logarithmNearOne(f: number, k: number, extra: number): number {
  const s = f / (2 + f);
  const halfSquare = 0.5 * f * f;
  const small = s * (halfSquare + artanhTail(s * s)) + (k * LN2_LOW + extra);
  return k * LN2_HIGH - (halfSquare - small - f);
}

/** The natural logarithm, off by at most 0.8 ulp. log(±0) = −∞, log(+∞) = +∞; negative arguments give NaN. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  if (x < LEAST_NORMAL) {
    const scaled = x * powerOfTwo(SUBNORMAL_SHIFT);
    const k = nearestExponent(scaled);
    return logarithmNearOne(scaled * powerOfTwo(-k) - 1, k - SUBNORMAL_SHIFT, 0);
  }
  const k = nearestExponent(x);
  return logarithmNearOne(x * powerOfTwo(-k) - 1, k, 0);
}

/**
 * ln(1 + x) without the loss of digits near 0, off by at most 0.8 ulp. log1p(±0) = ±0, log1p(−1) = −∞; below −1 NaN.
 */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : NaN;
  if (x === Infinity || Math.abs(x) < 1 / 1152921504606846976) return x;
  if (x > -0.29 && x < 0.41) return logarithmNearOne(x, 0, 0);
  const { high, low } = exactSum(1, x);
  const k = nearestExponent(high);
  return logarithmNearOne(high * powerOfTwo(-k) - 1, k, low / high);
}

/**
 * 2·artanh(s) with relative error about 2^-68: three terms of the series in double-double, the others, of which 15
 * are needed for |s| ≤ 0.1716, in float64.
 */
function twiceArtanh(s: DoubleDouble): DoubleDouble {
  const square = multiply(s, s);
  const z = square.high;
  let rest = 0;
  for (let n = 15; n >= 4; n -= 1) rest = rest * z + 1 / (2 * n + 1);
  const third = add(ONE_SEVENTH, exactProduct(rest, z));
  const second = add(ONE_FIFTH, multiply(third, square));
  const first = add(ONE_THIRD, multiply(second, square));
  return scale(add(s, multiply(s, multiply(first, square))), 2);
}

/** ln x of a positive finite x with relative error about 2^-68. */
export function logarithmPair(x: number): DoubleDouble {
  const shift = x < LEAST_NORMAL ? SUBNORMAL_SHIFT : 0;
  const normal = x * powerOfTwo(shift);
  const k = nearestExponent(normal);
  const f = normal * powerOfTwo(-k) - 1;
  const significand = twiceArtanh(divide({ high: f, low: 0 }, exactSum(2, f)));
  const exponent = exactProduct(k - shift, LN2_LOW);
  return add(add({ high: (k - shift) * LN2_HIGH, low: 0 }, exponent), significand);
}

function logarithmToBase(x: number, inverseOfBase: DoubleDouble): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  return x === Infinity ? x : multiply(logarithmPair(x), inverseOfBase).high;
}

/** The logarithm to base 2, off by at most 0.51 ulp and exact at powers of two. Special values as for log. */
export function log2(x: number): number {
  return logarithmToBase(x, INVERSE_LN2);
}

/** The logarithm to base 10, off by at most 0.51 ulp and exact at powers of ten. Special values as for log. */
export function log10(x: number): number {
  return logarithmToBase(x, INVERSE_LN10);
}
