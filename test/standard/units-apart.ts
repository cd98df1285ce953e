// How far a result is from the value it should have, in units in the last place of that value's float32.

import { ulpOf } from "./ulp.ts";

/** The largest distance; Infinity where one is NaN or infinite and the other is not the same. */
export function unitsApart(computed: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (computed.length !== expected.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [computed[i], expected[i]];
    if (Object.is(a, b) || a === b) continue;
    const units = Number.isFinite(a) && Number.isFinite(b) ? Math.abs(a - b) / ulpOf(b) : Infinity;
    worst = Math.max(worst, units);
  }
  return worst;
}
