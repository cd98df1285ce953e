// What kernels are to give, in float64 and by another's hand than theirs: the mathematics of the engine that runs the tests.

import type { KernelName } from "../../src/program/operator-name.ts";

/** Good to a millionth of a unit in float32's last place. */
export const KERNEL_REFERENCES: Readonly<Record<KernelName, (...operands: readonly number[]) => number>> = {
  abs: Math.abs,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  erf: erf,
  exp: Math.exp,
  expm1: Math.expm1,
  floor: Math.floor,
  log: Math.log,
  log1p: Math.log1p,
  normalCdf,
  pow: Math.pow,
  roundHalfEven: nearestEven,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  sign: (x) => (x > 0 ? 1 : x < 0 ? -1 : x + 0),
  sin: Math.sin,
  sinh: Math.sinh,
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  tan: Math.tan,
  tanh: Math.tanh,
};

/** Of the two nearest the even one. */
function nearestEven(x: number): number {
  const below = Math.floor(x);
  if (x - below === 0.5) return below % 2 === 0 ? below : x < 0 ? -Math.abs(below + 1) : below + 1;
  return Math.round(x);
}

/** The sum of 2/√π·Σ (−1)^n·x^(2n+1)/(n!·(2n+1)), whose terms are of one sign in this form: Abramowitz and Stegun 7.1.6. */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let n = 1; n < 200; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** 1 − erf(x) with small relative errors in its tail: the continued fraction NIST DLMF 7.9.3, from its hundredth term on. */
export function erfc(x: number): number {
  if (x < 1.5) return 1 - erf(x);
  let rest = x;
  for (let n = 100; n > 0; n--) rest = x + n / 2 / rest;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * rest);
}

/**
 * Above −1 by ½ + φ(x)·Σ x^(2n+1)/(1·3·…·(2n+1)) (Abramowitz and Stegun 26.2.11); below as the integral of the density by the
 * trapezoidal rule, with s = e^(k − e^−k) below x, which makes both ends flat.
 */
function normalCdf(x: number): number {
  const density = (t: number): number => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  if (Number.isNaN(x) || Math.abs(x) > 40) return x > 0 ? 1 : x < 0 ? 0 : x;
  if (x > -1) {
    let [term, sum] = [x, x];
    for (let n = 1; n < 400; n++) {
      term *= (x * x) / (2 * n + 1);
      sum += term;
    }
    return x > 8 ? 1 : 0.5 + density(x) * sum;
  }
  const step = 1 / 64;
  let sum = 0;
  for (let k = -400; k <= 400; k++) {
    const s = Math.exp(k * step - Math.exp(-k * step));
    sum += density(x - s) * s * (1 + Math.exp(-k * step));
  }
  return sum * step;
}
