// The digits of the shortest decimal that names a float32, in a tenth of a microsecond. Writes no text; what it cannot
// decide it leaves to careful-decimal.ts.

import { carefulDecimal } from "./careful-decimal.ts";
import type { Decimal } from "./careful-decimal.ts";
import { LEAST_POWER, POWERS_OF_TEN } from "./powers-of-ten.ts";

/** Digits of the numbers that are scaled to whole ones: nine tell all float32 apart. */
const DIGITS = 9;
/** All numbers here are below 2^31: integer arithmetic is several times faster. */
const TENS = Int32Array.from({ length: DIGITS }, (_, power) => 10 ** power);
/** Decades a float32 may begin: 10^-38 … 10^38, correctly rounded. */
const LEAST_DECADE = -38;
const DECADES = Float64Array.from({ length: 78 }, (_, place) => Number(`1e${place + LEAST_DECADE}`));
/**
 * Share of a half gap within which a comparison is left undecided. Scaled, a half gap is at least 2, the error of the
 * scaled number below 2^-25, and what a decimal loses on its way through float64 below 2^-23.
 */
const UNDECIDED = 2 ** -20;

const floatCell = new Float32Array(1);
const bitsCell = new Uint32Array(floatCell.buffer);
/** Overwritten by every call. */
const found = { digits: 0, exponent: 0 };

/** Per exponent field: the decade in which its binade begins. */
const DECADE_OF_BINADE = Int8Array.from({ length: 255 }, (_, field) => {
  const least = 2 ** (field - 127);
  let decade = LEAST_DECADE;
  while (DECADES[decade + 1 - LEAST_DECADE] <= least) decade++;
  return decade;
});

/** Per exponent field: half the distance of two neighbours. */
const HALF_GAPS = Float64Array.from({ length: 255 }, (_, field) => 2 ** (field - 151));

/**
 * The decimal digits · 10^exponent that `shortestFloat32` writes for a positive finite float32; `digits` has at most nine
 * digits and does not end in 0. The object is the same one at every call.
 */
export function shortestDecimal(magnitude: number): Decimal {
  floatCell[0] = magnitude;
  const bits = bitsCell[0];
  const field = bits >>> 23;
  // Subnormals are rare, and at a power of two the gap below is half the gap above.
  if (field === 0 || (bits & 0x7fffff) === 0) return carefulDecimal(magnitude);
  let decade = DECADE_OF_BINADE[field];
  if (magnitude >= DECADES[decade + 1 - LEAST_DECADE]) decade++;
  const power = DIGITS - 1 - decade;
  const place = 3 * (power - LEAST_POWER);
  // magnitude · 10^power = whole + rest, in [10^8, 10^9): the first product is exact, the others are less than 32.
  const first = magnitude * POWERS_OF_TEN[place];
  let whole = Math.floor(first);
  let rest = first - whole + (magnitude * POWERS_OF_TEN[place + 1] + magnitude * POWERS_OF_TEN[place + 2]);
  const carried = Math.floor(rest);
  whole += carried;
  rest -= carried;
  return shortest(whole | 0, rest, HALF_GAPS[field] * POWERS_OF_TEN[place], -power) ?? carefulDecimal(magnitude);
}

/** The multiple of the largest power of ten that is nearer to whole + rest than half a gap; undefined where that is close. */
function shortest(whole: number, rest: number, halfGap: number, exponent: number): Decimal | undefined {
  let digits = 0;
  let zeros = 0;
  for (let dropped = 1; dropped < DIGITS; dropped++) {
    const unit = TENS[dropped];
    const quotient = (whole / unit) | 0;
    const above = whole - quotient * unit + rest;
    const distance = Math.min(above, unit - above);
    if (Math.abs(distance - halfGap) < UNDECIDED * halfGap) return undefined;
    if (distance > halfGap) break;
    if (Math.abs(above + above - unit) < UNDECIDED * unit) return undefined;
    digits = above < unit - above ? quotient : quotient + 1;
    zeros = dropped;
  }
  if (digits === 0) {
    if (Math.abs(rest - 0.5) < UNDECIDED) return undefined;
    digits = rest < 0.5 ? whole : whole + 1;
  }
  for (; digits % 10 === 0; zeros++) digits = (digits / 10) | 0;
  found.digits = digits;
  found.exponent = exponent + zeros;
  return found;
}
