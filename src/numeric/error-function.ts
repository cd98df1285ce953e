// The error function of float64. Of no use for its complement, which cancels.

import { exp } from "./elementary/index.ts";

/** From it on erf x rounds to 1. */
const SATURATION = 6;

/** More terms than the series takes below SATURATION. */
const MOST_TERMS = 200;

/**
 * erf x = 2/√π · e^(−x²) · Σ 2^n·x^(2n+1)/(1·3·…·(2n+1)) (Abramowitz and Stegun 7.1.6): no term has another sign than x. Within
 * 1e-14 of itself; ±1 at infinities, NaN of NaN.
 */
export function erf(x: number): number {
  if (Math.abs(x) >= SATURATION) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; n <= MOST_TERMS && Math.abs(term) > Math.abs(sum) * 2 ** -56; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * exp(-x * x) * sum;
}

/** From it on Mills' ratio is computed, below it the error function. */
const TAIL = 2;

/** Enough for a continued fraction at TAIL. */
const MOST_LEVELS = 200;

/**
 * The distribution function of the normal distribution, ½ erfc(−x/√2). Below −TAIL, where it is small, by the continued fraction of
 * Laplace (Abramowitz and Stegun 26.2.14). Within 1e-13 of itself where that is a normal number; NaN of NaN.
 */
export function normalCdf(x: number): number {
  if (x > -TAIL || Number.isNaN(x)) return 0.5 + 0.5 * erf(x * Math.SQRT1_2);
  let fraction = -x;
  for (let level = MOST_LEVELS; level >= 1; level--) fraction = -x + level / fraction;
  return exp((-x * x) / 2) / (Math.sqrt(2 * Math.PI) * fraction);
}
