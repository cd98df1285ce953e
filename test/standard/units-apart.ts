// How far a result is from the value it should have, in units in the last place of that value's float32.

import { ulpOf } from "./ulp.ts";

/** The largest distance; Infinity where one is NaN or infinite and the other is not the same. */
export function unitsApart(computed: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (computed.length !== expected.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) worst = Math.max(worst, distance(computed[i], expected[i]));
  return worst;
}

/**
 * The same, where what is expected is rounded itself: a result counts as right where it is no farther from the exact value than `times` as
 * far as what is expected.
 */
export function unitsFromExact(computed: ArrayLike<number>, expected: ArrayLike<number>, exact: ArrayLike<number>, times: number): number {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const own = distance(computed[i], exact[i]);
    if (own > times * distance(expected[i], exact[i])) worst = Math.max(worst, Math.min(own, distance(computed[i], expected[i])));
  }
  return worst;
}

/** The largest distance in units of the largest expected number. */
export function unitsOfLargest(computed: ArrayLike<number>, expected: ArrayLike<number>): number {
  // Too many numbers to be arguments of one call.
  const unit = ulpOf(Array.from(expected, Math.abs).filter(Number.isFinite).reduce((largest, one) => Math.max(largest, one), 0));
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [computed[i], expected[i]];
    if (Object.is(a, b) || a === b) continue;
    worst = Math.max(worst, Number.isFinite(a) && Number.isFinite(b) ? Math.abs(a - b) / unit : Infinity);
  }
  return worst;
}

/** The largest absolute distance; Infinity where one is NaN or infinite and the other is not the same. */
export function largestDistance(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < other.length; i++) {
    const [a, b] = [one[i], other[i]];
    if (Object.is(a, b) || a === b) continue;
    worst = Math.max(worst, Number.isFinite(a) && Number.isFinite(b) ? Math.abs(a - b) : Infinity);
  }
  return worst;
}

/** The tolerance of the suite's own runner: rtol 1e-3 of what is expected, and atol 1e-7. */
export function isWithinTolerance(computed: ArrayLike<number>, expected: ArrayLike<number>): boolean {
  return Array.from(expected).every((value, i) => Object.is(computed[i], value) || computed[i] === value || Math.abs(computed[i] - value) <= 1e-7 + 1e-3 * Math.abs(value));
}

function distance(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  return Number.isFinite(a) && Number.isFinite(b) ? Math.abs(a - b) / ulpOf(b) : Infinity;
}
