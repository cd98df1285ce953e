// Powers and magnitudes for norms with large exponents, in float64.

import { pow, sqrt } from "../../numeric/elementary/index.ts";

/** The largest magnitude, 0 of none; NaN where a value is NaN. */
export function largest(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i]);
    if (Number.isNaN(magnitude)) return NaN;
    if (magnitude > most) most = magnitude;
  }
  return most;
}

/** base^exponent for a whole exponent ≥ 0, by squaring. */
export function power(base: number, exponent: number): number {
  let result = 1;
  for (; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result *= base;
    base *= base;
  }
  return result;
}

/** value^(1/n) of a value ≥ 0. */
export function root(value: number, n: number): number {
  return n === 2 ? sqrt(value) : pow(value, 1 / n);
}
