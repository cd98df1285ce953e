// The oracle of shortestFloat32: tries numbers of digits with JavaScript's own printing and reading. Slow.

import { float32Bits, isFloat32, nextFloat32Down, nextFloat32Up } from "../../src/numeric/float32.ts";

/** Nine significant digits tell all float32 values apart: 10^8 > 2^(24 + 1). */
const ENOUGH_DIGITS = 9;

/**
 * A decimal must be nearer to its float32 than this share of half a gap. The rest covers the rounding of the decimal
 * to float64 (at most 2^-27 of half a gap), so that it lies clear of the midpoint whether or not it passes through
 * float64 on its way to float32.
 */
const CLEARLY_NEARER = 1 - 1 / 16777216;

/** From this magnitude on a float32 has ten or more digits before the point, and the exponent form may be shorter. */
const LARGE = 1e9;

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

/** Searches by halving: if some number of digits is enough, so is every larger number. */
function shortestDecimal(magnitude: number): number {
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
  return shortest;
}

/**
 * The shortest decimal that reads back as the finite float32 `value`, both when it is rounded straight to float32
 * (a C `float` literal) and when it is rounded to float64 first and then to float32 (JavaScript). It has at most
 * nine significant digits and is written as JavaScript writes numbers, in plain or exponent notation: `0.1`,
 * `16777216`, `1e-7`, `3.4028235e+38`; from 10^9 on the shorter of the two. Zeros give `0` and `-0`.
 *
 * A decimal exactly halfway between two float32 is not used, since readers differ in how they break the tie. Among
 * decimals of equally few digits the nearest to `value` that fits is taken. RangeError if `value` is not
 * finite or not a float32.
 */
export function shortestFloat32ByPrinting(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no decimal`);
  if (!isFloat32(value)) throw new RangeError(`${value} is not a float32`);
  if (value === 0) return float32Bits(value) === 0 ? "0" : "-0";
  const magnitude = Math.abs(value);
  // At most nine digits survive float64 unharmed, so the printed float64 has those digits again.
  const decimal = shortestDecimal(magnitude);
  const plain = String(decimal);
  const exponential = decimal.toExponential();
  const text = magnitude >= LARGE && exponential.length < plain.length ? exponential : plain;
  return value < 0 ? `-${text}` : text;
}
