// How well the values of rows free of noise are known. Judges no noise.

import { lastDigit } from "./last-digit.ts";
import type { Rows } from "./rows.ts";
import { rangeOf } from "./rows.ts";

/** Values of fewer steps than this in their range are taken as they are: steps of their own, not rounding. */
const FEWEST_STEPS = 128;

/** In parts of the range: less than a network of float32 tells. */
const LEAST = 2 ** -23;

/** Half of the last digit that values are written with; what float32 cannot tell where they are written with more. */
export function uncertaintyOf(rows: Rows): number {
  const range = rangeOf(rows);
  const digit = lastDigit(rows.values);
  return Math.max(digit * FEWEST_STEPS <= range ? digit / 2 : 0, range * LEAST);
}
