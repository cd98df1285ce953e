// asin, acos, atan and atan2 of float64, all through one arctangent of a double-double. Angles are in radians.

import { ARCTAN_EIGHTHS, HALF_PI } from "./constants.ts";
import {
  add,
  divide,
  type DoubleDouble,
  exactProduct,
  exactSum,
  exactSumOrdered,
  multiply,
  negate,
  scale,
  squareRoot,
} from "./double-double.ts";
import { LEAST_NORMAL, nearestExponent, powerOfTwo } from "./float64-bits.ts";

const ONE: DoubleDouble = { high: 1, low: 0 };
const PI: DoubleDouble = scale(HALF_PI, 2);

/** Below 2^-27 asin x and atan x round to x. */
const TINY = 1 / 134217728;

/**
 * arctan t for 0 ≤ t ≤ 1: arctan c + arctan((t − c)/(1 + c·t)) with c the nearest eighth, and the Taylor series to the
 * power 15 for the second, at most about 1/16. Relative error about 2^-61.
 */
function arctanUpToOne(t: DoubleDouble): DoubleDouble {
  const j = Math.floor(8 * t.high + 0.5);
  const c = j / 8;
  const numerator = add(t, { high: -c, low: 0 });
  const u = j === 0 ? t : divide(numerator, add(ONE, multiply(t, { high: c, low: 0 })));
  const z = u.high * u.high;
  const upper = 1 / 7 - z * (1 / 9 - z * (1 / 11 - z * (1 / 13 - z / 15)));
  const tail = -u.high * (z * (1 / 3 - z * (1 / 5 - z * upper)));
  return add(ARCTAN_EIGHTHS[j], exactSumOrdered(u.high, u.low + tail));
}

/** arctan t for t ≥ 0, through π/2 − arctan(1/t) above 1. */
function arctanPair(t: DoubleDouble): DoubleDouble {
  return t.high <= 1 ? arctanUpToOne(t) : add(HALF_PI, negate(arctanUpToOne(divide(ONE, t))));
}

function withSignOf(sign: number, magnitude: number): number {
  return sign < 0 || Object.is(sign, -0) ? -magnitude : magnitude;
}

/** The arctangent, in [−π/2, π/2], off by at most 0.51 ulp. atan(±0) = ±0, atan(±∞) = ±π/2. */
export function atan(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude >= TINY)) return x;
  // Above 2^60 the distance to π/2 is below half an ulp.
  if (magnitude > 1152921504606846976) return withSignOf(x, HALF_PI.high);
  return withSignOf(x, arctanPair({ high: magnitude, low: 0 }).high);
}

/** The arcsine, in [−π/2, π/2], as arctan(x/√(1 − x²)), off by at most 0.51 ulp. asin(±0) = ±0; |x| > 1 gives NaN. */
export function asin(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude <= 1)) return NaN;
  if (magnitude < TINY) return x;
  if (magnitude === 1) return withSignOf(x, HALF_PI.high);
  const cosine = squareRoot(add(ONE, negate(exactProduct(x, x))));
  return withSignOf(x, arctanPair(divide({ high: magnitude, low: 0 }, cosine)).high);
}

/**
 * The arccosine, in [0, π], as 2·arctan √((1 − x)/(1 + x)), off by at most 0.51 ulp. acos(1) = +0, acos(−1) = π;
 * |x| > 1 gives NaN.
 */
export function acos(x: number): number {
  if (!(Math.abs(x) <= 1)) return NaN;
  if (x === 1) return 0;
  if (x === -1) return PI.high;
  return 2 * arctanPair(squareRoot(divide(exactSum(1, -x), exactSum(1, x)))).high;
}

/** The angle of the point (x, y) for positive finite x and y, whose exponents differ by less than 100. */
function angleInFirstQuadrant(y: number, x: number): DoubleDouble {
  const shift = x < LEAST_NORMAL || y < LEAST_NORMAL ? 200 : 0;
  const wideX = x * powerOfTwo(shift);
  const down = powerOfTwo(-nearestExponent(wideX));
  return arctanPair(divide({ high: y * powerOfTwo(shift) * down, low: 0 }, { high: wideX * down, low: 0 }));
}

/** The magnitude of the angle of (x, y) for y ≥ 0 and no NaN, infinities as the limits ECMA-262 asks for. */
function angleOfUpperHalf(y: number, x: number): number {
  const isLeft = x < 0 || Object.is(x, -0);
  const width = Math.abs(x);
  if (y === 0) return isLeft ? PI.high : 0;
  if (y === Infinity && width === Infinity) return isLeft ? 2.356194490192345 : 0.7853981633974483;
  const slope = y / width;
  // Outside 2^±70 the angle is a right angle or flat, but for a ratio that is its own arctangent.
  if (slope > 1180591620717411303424) return HALF_PI.high;
  if (slope < 1 / 1180591620717411303424) return isLeft ? PI.high : slope;
  const angle = angleInFirstQuadrant(y, width);
  return isLeft ? add(PI, negate(angle)).high : angle.high;
}

/**
 * The angle in [−π, π] from the positive x axis to the point (x, y), off by at most 0.51 ulp. Zeros keep their signs:
 * atan2(±0, x) is ±0 for x > 0 or x = +0, and ±π for x < 0 or x = −0.
 */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  return withSignOf(y, angleOfUpperHalf(Math.abs(y), x));
}
