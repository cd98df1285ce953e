// sin, cos and tan of a float64 in radians. The reduction by multiples of π/2 is in half-pi-reduction.ts, the inverse
// functions in inverse-trigonometric.ts.

import { reduceByHalfPi } from "./half-pi-reduction.ts";

/** The float64 next to π/4. */
const QUARTER_PI = 0.7853981633974483;
/** Below 2^-27 sin x and tan x round to x, and cos x to 1. */
const TINY = 1 / 134217728;

/**
 * sin(high + low) for |high| ≤ π/4: Taylor to the power 17 (the rest is below 2^-61), whose low part enters by the
 * derivative 1 − high²/2.
 */
function sineNearZero(high: number, low: number): number {
  const z = high * high;
  const upper = 1 / 362880 - z * (1 / 39916800 - z * (1 / 6227020800 - z * (1 / 1307674368000 - z / 355687428096000)));
  const tail = z * (1 / 120 - z * (1 / 5040 - z * upper));
  return high + (low * (1 - 0.5 * z) - high * (z * (1 / 6 - tail)));
}

/** cos(high + low) for |high| ≤ π/4: Taylor to the power 18, with the rounding error of 1 − high²/2 put back. */
function cosineNearZero(high: number, low: number): number {
  const z = high * high;
  const half = 0.5 * z;
  const last = 1 / 87178291200 - z * (1 / 20922789888000 - z / 6402373705728000);
  const upper = 1 / 3628800 - z * (1 / 479001600 - z * last);
  const tail = z * z * (1 / 24 - z * (1 / 720 - z * (1 / 40320 - z * upper)));
  const main = 1 - half;
  return main + (1 - main - half + (tail - high * low));
}

/** The sine, off by at most 0.8 ulp. sin(±0) = ±0; infinities and NaN give NaN. */
export function sin(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude <= QUARTER_PI) return magnitude < TINY ? x : sineNearZero(x, 0);
  if (!(magnitude < Infinity)) return NaN;
  const { quadrant, high, low } = reduceByHalfPi(x);
  const value = (quadrant & 1) === 0 ? sineNearZero(high, low) : cosineNearZero(high, low);
  return quadrant < 2 ? value : -value;
}

/** The cosine, off by at most 0.8 ulp. Infinities and NaN give NaN. */
export function cos(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude <= QUARTER_PI) return cosineNearZero(x, 0);
  if (!(magnitude < Infinity)) return NaN;
  const { quadrant, high, low } = reduceByHalfPi(x);
  const value = (quadrant & 1) === 0 ? cosineNearZero(high, low) : sineNearZero(high, low);
  return quadrant === 0 || quadrant === 3 ? value : -value;
}

/**
 * The tangent, as the quotient of sine and cosine, off by at most 2.3 ulp. tan(±0) = ±0; infinities and NaN give NaN.
 */
export function tan(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < TINY) return x;
  if (!(magnitude < Infinity)) return NaN;
  const { quadrant, high, low } = reduceByHalfPi(x);
  const sine = sineNearZero(high, low);
  const cosine = cosineNearZero(high, low);
  return (quadrant & 1) === 0 ? sine / cosine : -cosine / sine;
}
