// The hyperbolic functions of a float64 and their inverses, from exp, expm1, log and log1p.

import { expm1, scaledExponential } from "./exponential.ts";
import { log, log1p } from "./logarithm.ts";

const LN2 = 0.6931471805599453;
/** Below 2^-28 sinh, tanh, asinh and atanh round to their argument. */
const TINY = 1 / 268435456;
/** Above 2^28 the square root of x² ± 1 rounds to |x|. */
const HUGE = 268435456;
/** Above 22, e^-x is below 2^-62 of e^x. */
const ONE_SIDED = 22;

/** (e^x − e^-x)/2, off by at most 1.8 ulp. sinh(±0) = ±0, sinh(±∞) = ±∞. */
export function sinh(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude >= TINY)) return x;
  if (magnitude > ONE_SIDED) return x < 0 ? -scaledExponential(magnitude, -1) : scaledExponential(magnitude, -1);
  const grown = expm1(magnitude);
  const half = 0.5 * (grown + grown / (grown + 1));
  return x < 0 ? -half : half;
}

/** (e^x + e^-x)/2, off by at most 1.2 ulp. cosh(±∞) = +∞. */
export function cosh(x: number): number {
  const magnitude = Math.abs(x);
  const half = scaledExponential(magnitude, -1);
  return magnitude > ONE_SIDED ? half : half + 0.25 / half;
}

/** sinh x / cosh x = 1 − 2/(e^2x + 1), off by at most 2.2 ulp. tanh(±0) = ±0, tanh(±∞) = ±1. */
export function tanh(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude >= TINY)) return x;
  if (magnitude > ONE_SIDED) return x < 0 ? -1 : 1;
  const grown = expm1(2 * magnitude);
  const value = grown / (grown + 2);
  return x < 0 ? -value : value;
}

/** ln(x + √(x² + 1)), off by at most 1.5 ulp. asinh(±0) = ±0, asinh(±∞) = ±∞. */
export function asinh(x: number): number {
  const m = Math.abs(x);
  if (!(m >= TINY && m < Infinity)) return x;
  let value: number;
  if (m > HUGE) value = log(m) + LN2;
  else if (m > 2) value = log(2 * m + 1 / (Math.sqrt(m * m + 1) + m));
  else value = log1p(m + (m * m) / (1 + Math.sqrt(m * m + 1)));
  return x < 0 ? -value : value;
}

/** ln(x + √(x² − 1)), off by at most 2.2 ulp. acosh(1) = +0, acosh(+∞) = +∞; below 1 NaN. */
export function acosh(x: number): number {
  if (!(x >= 1)) return NaN;
  if (x > HUGE) return log(x) + LN2;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}

/** ½·ln((1 + x)/(1 − x)), off by at most 1.5 ulp. atanh(±0) = ±0, atanh(±1) = ±∞; |x| > 1 gives NaN. */
export function atanh(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < TINY) return x;
  const value = 0.5 * log1p((2 * magnitude) / (1 - magnitude));
  return x < 0 ? -value : value;
}
