// Powers and roots of float64: pow, cbrt, sqrt and hypot. Powers of e are in exponential.ts.

import { exactProduct, multiply } from "./double-double.ts";
import { exponentialOfPair } from "./exponential.ts";
import { LEAST_NORMAL, nearestExponent, powerOfTwo, scaleByPowerOfTwo } from "./float64-bits.ts";
import { logarithmPair } from "./logarithm.ts";

/** Above 2^64 an exponent takes every base but 1 out of range; below 2^-65 it takes every base to 1. */
const HUGE_EXPONENT = 18446744073709551616;
const TINY_EXPONENT = 1 / 36893488147419103232;

/** base^exponent for a positive finite base and a finite exponent, as e^(exponent · ln base) in double-double. */
function powerOfPositive(base: number, exponent: number): number {
  const magnitude = Math.abs(exponent);
  if (base === 1 || magnitude < TINY_EXPONENT) return 1;
  // Squares are asked for most, and one product rounds them correctly.
  if (exponent === 2) return base * base;
  if (magnitude > HUGE_EXPONENT) return base > 1 === exponent > 0 ? Infinity : 0;
  return exponentialOfPair(multiply(logarithmPair(base), { high: exponent, low: 0 }));
}

function isOddInteger(value: number): boolean {
  return Math.abs(value % 2) === 1;
}

/**
 * base^exponent, off by at most 0.51 ulp (1 ulp where the result is subnormal and rounded twice); results that
 * float64 holds exactly come out exactly. The special values are those of ECMA-262 Number::exponentiate, which
 * differ from C in that ±1 to an infinite power, and 1 to the power NaN, are NaN.
 */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (Number.isNaN(base) || Number.isNaN(exponent)) return NaN;
  const magnitude = Math.abs(base);
  if (Math.abs(exponent) === Infinity) {
    if (magnitude === 1) return NaN;
    return magnitude > 1 === exponent > 0 ? Infinity : 0;
  }
  const isNegative = base < 0 || Object.is(base, -0);
  const isReflected = isNegative && isOddInteger(exponent);
  let power: number;
  if (magnitude === 0 || magnitude === Infinity) {
    power = (magnitude === 0) === exponent > 0 ? 0 : Infinity;
  } else if (isNegative && !Number.isInteger(exponent)) {
    return NaN;
  } else {
    power = powerOfPositive(magnitude, exponent);
  }
  return isReflected ? -power : power;
}

/** The cube root of m from ½ to 6: Halley's iteration from a straight line, then one step on the exact rest. */
function cubeRootOfSignificand(m: number): number {
  let root = 0.7 + 0.25 * m;
  for (let i = 0; i < 3; i += 1) {
    const cube = root * root * root;
    root = (root * (cube + 2 * m)) / (2 * cube + m);
  }
  const cube = multiply(exactProduct(root, root), { high: root, low: 0 });
  return root + (m - cube.high - cube.low) / (3 * root * root);
}

/** The cube root, off by at most 0.51 ulp. cbrt(±0) = ±0, cbrt(±∞) = ±∞; exact where float64 holds the root. */
export function cbrt(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude > 0 && magnitude < Infinity)) return x;
  const shift = magnitude < LEAST_NORMAL ? 54 : 0;
  const normal = magnitude * powerOfTwo(shift);
  const third = Math.floor(nearestExponent(normal) / 3);
  const root = cubeRootOfSignificand(normal * powerOfTwo(-3 * third)) * powerOfTwo(third - shift / 3);
  return x < 0 ? -root : root;
}

/** The square root, correctly rounded: Math.sqrt, which engines compile to the processor's IEEE 754 square root. */
export function sqrt(x: number): number {
  return Math.sqrt(x);
}

/** √(x² + y²) without overflow on the way, off by at most 1.2 ulp. An infinity gives +∞ even beside NaN. */
export function hypot(x: number, y: number): number {
  const a = Math.abs(x);
  const b = Math.abs(y);
  if (a === Infinity || b === Infinity) return Infinity;
  const larger = Math.max(a, b);
  if (!(larger > 0)) return larger;
  const shift = larger < LEAST_NORMAL ? 54 : 0;
  const k = nearestExponent(larger * powerOfTwo(shift));
  const scaledA = a * powerOfTwo(shift) * powerOfTwo(-k);
  const scaledB = b * powerOfTwo(shift) * powerOfTwo(-k);
  return scaleByPowerOfTwo(Math.sqrt(scaledA * scaledA + scaledB * scaledB), k - shift);
}
