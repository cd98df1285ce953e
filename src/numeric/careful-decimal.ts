// The shortest decimal of a float32 by printing and comparing: slow and beyond doubt. shortest-decimal.ts asks here where
// its own arithmetic is too coarse to decide. Writes no text.

import { nextFloat32Down, nextFloat32Up } from "./float32.ts";

/** digits · 10^exponent. */
export interface Decimal {
  readonly digits: number;
  readonly exponent: number;
}

/** Nine significant digits tell all float32 values apart: 10^8 > 2^(24 + 1). */
const ENOUGH_DIGITS = 9;

/**
 * A decimal must be nearer to its float32 than this share of half a gap. The rest covers the rounding of the decimal
 * to float64 (at most 2^-27 of half a gap), so that it lies clear of the midpoint whether or not it passes through
 * float64 on its way to float32.
 */
const CLEARLY_NEARER = 1 - 1 / 16777216;

interface HalfGaps {
  readonly above: number;
  readonly below: number;
}

/** Half the distances from a positive float32 to its neighbours; the largest one has 2^128 as its upper neighbour. */
function halfGaps(magnitude: number): HalfGaps {
  const below = (magnitude - nextFloat32Down(magnitude)) / 2;
  const next = nextFloat32Up(magnitude);
  return { above: next === Infinity ? below : (next - magnitude) / 2, below };
}

function isClearlyNearest(decimal: number, magnitude: number, gaps: HalfGaps): boolean {
  const error = decimal - magnitude;
  return error >= 0 ? error < gaps.above * CLEARLY_NEARER : -error < gaps.below * CLEARLY_NEARER;
}

/** The decimal of so many significant digits that follows the nearest one to `magnitude`, as a float64. */
function decimalAfterNearest(magnitude: number, digits: number): number {
  const [significand, exponent] = magnitude.toExponential(digits - 1).split("e");
  const next = Number(significand.replace(".", "")) + 1;
  return Number(`${next}e${Number(exponent) - digits + 1}`);
}

/**
 * A decimal of at most so many significant digits that is clearly nearest to `magnitude`, or undefined. The nearest
 * decimal decides, except at a power of two: there the gap below is half the gap above, and the nearest decimal may
 * lie too far below while the one after it still fits (2^-96, 2^87 and 2^90).
 */
function decimalOf(magnitude: number, digits: number, gaps: HalfGaps): number | undefined {
  const nearest = Number(magnitude.toPrecision(digits));
  if (isClearlyNearest(nearest, magnitude, gaps)) return nearest;
  if (gaps.above === gaps.below || nearest > magnitude) return undefined;
  const after = decimalAfterNearest(magnitude, digits);
  return isClearlyNearest(after, magnitude, gaps) ? after : undefined;
}

/**
 * The shortest decimal that is clearly nearest to a positive float32; among those the nearest. `digits` has at most nine digits
 * and does not end in 0. Searches by halving: if some number of digits is enough, so is every larger number.
 */
export function carefulDecimal(magnitude: number): Decimal {
  const gaps = halfGaps(magnitude);
  let shortest = Number(magnitude.toPrecision(ENOUGH_DIGITS));
  let tooFew = 0;
  let enough = ENOUGH_DIGITS;
  while (enough - tooFew > 1) {
    const digits = (tooFew + enough) >> 1;
    const decimal = decimalOf(magnitude, digits, gaps);
    if (decimal === undefined) {
      tooFew = digits;
    } else {
      shortest = decimal;
      enough = digits;
    }
  }
  // At most nine digits survive float64 unharmed, so the printed float64 has those digits again.
  const [significand, exponent] = shortest.toExponential().split("e");
  const digits = significand.replace(".", "");
  return { digits: Number(digits), exponent: Number(exponent) - digits.length + 1 };
}
