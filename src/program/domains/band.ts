// Bands around lines: where computed numbers are while an input goes from one end of an interval to the other, roundings
// included. A domain Programs can be run in. Knows no operator; the operators' rows say what becomes of bands. Their own
// arithmetic is that of float64, and what it loses is part of the radius.

import { SCALARS, type FloatScalar } from "../scalar.ts";
import { LEAST, LOST, RECIPROCAL, UP, type AffineAlgebra, type Bounds, type Comparison, type SmoothBounds } from "./affine-algebra.ts";
import { largestRounding } from "./largest-rounding.ts";

/**
 * With the input at middle + half·t, |t| ≤ 1, the number computed is within `radius` of centre + rise·t. A radius of Infinity says
 * nothing, also not that it is a number.
 */
export interface Band {
  readonly centre: number;
  readonly rise: number;
  readonly radius: number;
}

export const UNKNOWN: Band = { centre: 0, rise: 0, radius: Infinity };

export function steady(value: number): Band {
  return Number.isFinite(value) ? { centre: value, rise: 0, radius: 0 } : UNKNOWN;
}

function isSteady({ rise, radius }: Band): boolean {
  return rise === 0 && radius === 0;
}

/** Every number from low to high. */
export function between(low: number, high: number): Band {
  return low === high ? steady(low) : withRadius(low / 2 + high / 2, 0, high / 2 - low / 2);
}

/** No number of the band is larger in magnitude. */
export function magnitudeOf({ centre, rise, radius }: Band): number {
  return largestOf(centre, rise, radius);
}

/** The same of a band in parts. */
export function largestOf(centre: number, rise: number, radius: number): number {
  return (Math.abs(centre) + Math.abs(rise) + radius) * UP;
}

/** All numbers of the band are between these. */
export function rangeOf(band: Band): Bounds {
  const { centre, rise, radius } = band;
  if (isSteady(band)) return { low: centre, high: centre };
  const reach = (Math.abs(rise) + radius) * UP + Math.abs(centre) * LOST;
  return { low: centre - reach, high: centre + reach };
}

function sumOf(one: Band, other: Band): Band {
  return withRadius(one.centre + other.centre, one.rise + other.rise, one.radius + other.radius);
}

/** A number with the sign of the difference: of single numbers that is known, also where they are equal. */
function differenceToCompare(left: Band, right: Band): Band {
  return isSteady(left) && isSteady(right) ? steady(Math.sign(left.centre - right.centre)) : sumOf(left, negativeOf(right));
}

function negativeOf({ centre, rise, radius }: Band): Band {
  return { centre: -centre, rise: -rise, radius };
}

/** (c + r·t)(C + R·t) is the line cC + (cR + rC)·t, and r·R·t² beside it. */
function productOf(one: Band, other: Band): Band {
  const crossed = Math.abs(one.rise * other.rise);
  const strayed = one.radius * magnitudeOf(other) + other.radius * (Math.abs(one.centre) + Math.abs(one.rise));
  const [left, right] = [one.centre * other.rise, one.rise * other.centre];
  return withRadius(one.centre * other.centre, left + right, crossed + strayed, Math.abs(left) + Math.abs(right));
}

/** Undefined where the divisor may be 0. */
function quotientOf(dividend: Band, divisor: Band): Band | undefined {
  if (isSteady(divisor)) return divisor.centre === 0 ? undefined : dividedBy(dividend, divisor.centre);
  const inverse = through(divisor, RECIPROCAL);
  return inverse && productOf(dividend, inverse);
}

function dividedBy({ centre, rise, radius }: Band, divisor: number): Band {
  return withRadius(centre / divisor, rise / divisor, radius / Math.abs(divisor));
}

/** The line with the middle of the function's slopes through its value at the centre. */
function through(band: Band, boundsOf: SmoothBounds): Band | undefined {
  const { low, high } = rangeOf(band);
  const [over, at] = [boundsOf(low, high), boundsOf(band.centre, band.centre)];
  return over && at && bent(band, at.value, over.slope);
}

/**
 * A function of a band's numbers: the line with the middle of its slopes through its value at the centre.
 *
 * @param value bounds of that at the centre of the band.
 * @param slope bounds of the derivative, for all numbers of the band.
 */
function bent({ rise, radius }: Band, value: Bounds, slope: Bounds): Band {
  const [middle, spread] = [slope.low / 2 + slope.high / 2, slope.high / 2 - slope.low / 2];
  const steepest = Math.max(Math.abs(slope.low), Math.abs(slope.high));
  const strayed = radius === 0 ? 0 : steepest * radius;
  const [along, aside, lines] = rise === 0 ? [0, 0, 0] : [middle * rise, spread * Math.abs(rise), steepest * Math.abs(rise)];
  return withRadius(value.low / 2 + value.high / 2, along, aside + strayed + (value.high / 2 - value.low / 2), lines);
}

/**
 * `whenTrue` where the comparison holds, else `whenFalse`: the line of what is taken in the middle, and how far the other one is from it
 * where that may be taken.
 */
export function chosen({ difference, holds }: Comparison<Band>, whenTrue: Band, whenFalse: Band): Band {
  const sign = Math.sign(difference.centre);
  const [taken, other] = holds(sign) ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
  const doubtful = whereSignMayDiffer(difference, sign);
  if (doubtful === undefined) return taken;
  const [apart, along] = [other.centre - taken.centre, other.rise - taken.rise];
  const distances = doubtful.map((t) => Math.abs(apart + along * t) + (Math.abs(apart) + Math.abs(along)) * LOST);
  return withRadius(taken.centre, taken.rise, Math.max(taken.radius, Math.max(...distances) + other.radius));
}

/** The first and the last t at which a band's number may have another sign than a given one. */
function whereSignMayDiffer(difference: Band, sign: number): readonly [number, number] | undefined {
  if (isSteady(difference)) return undefined;
  const { centre, rise, radius } = difference;
  if (sign === 0 || radius === Infinity) return [-1, 1];
  const [inside, along] = [Math.abs(centre) * (1 - LOST) - radius * UP, sign * rise];
  if (inside > Math.abs(along) * UP) return undefined;
  if (along === 0) return [-1, 1];
  // The number has its sign where inside + along·t > 0; a little more is taken than that is in doubt.
  const end = Math.min(Math.max(-inside / along, -1), 1);
  return along > 0 ? [-1, Math.min(1, end + 2 ** -40)] : [Math.max(-1, end - 2 ** -40), 1];
}

/** The band around numbers that are rounded to a float type, given one around what is rounded. */
export function roundedBand(band: Band, scalar: FloatScalar): Band {
  return { centre: band.centre, rise: band.rise, radius: roundedRadius(band.centre, band.rise, band.radius, scalar) };
}

/** Its radius. */
export function roundedRadius(centre: number, rise: number, radius: number, scalar: FloatScalar): number {
  return (radius + largestRounding(scalar, largestOf(centre, rise, radius))) * UP;
}

function strayed({ centre, rise, radius }: Band, by: number): Band {
  return by < Infinity ? { centre, rise, radius: (radius + by) * UP } : UNKNOWN;
}

/** The same band of numbers that the type holds without rounding, but for those that are too large. */
export function heldBand(band: Band, scalar: FloatScalar): Band {
  return magnitudeOf(band) <= SCALARS[scalar].greatest ? band : UNKNOWN;
}

/** Multiplying by it loses no digit and makes nothing smaller. */
function isExactFactor(factor: Band): boolean {
  const magnitude = Math.abs(factor.centre);
  return isSteady(factor) && (magnitude === 0 || (magnitude >= 1 && Number.isInteger(Math.log2(magnitude)) && 2 ** Math.log2(magnitude) === magnitude));
}

function isZero(band: Band): boolean {
  return isSteady(band) && band.centre === 0;
}

/** A radius with what computing the centre and the rise lost. @param lines sum of the magnitudes that make up the rise. */
export function wholeRadius(centre: number, lines: number, radius: number): number {
  return (radius + (Math.abs(centre) + lines) * LOST + LEAST) * UP;
}

/** @param lines sum of the magnitudes that make up the rise. */
function withRadius(centre: number, rise: number, radius: number, lines = Math.abs(rise)): Band {
  const whole = wholeRadius(centre, lines, radius);
  return whole < Infinity && Number.isFinite(centre) && Number.isFinite(rise) ? { centre, rise, radius: whole } : UNKNOWN;
}

export const BANDS: AffineAlgebra<Band> = {
  unknown: UNKNOWN,
  hasNearRange: () => false,
  steady,
  between,
  rangeOf,
  isZero,
  isExactFactor,
  sumOf,
  negativeOf,
  productOf,
  quotientOf,
  through,
  differenceToCompare,
  chosen,
  rounded: roundedBand,
  strayed,
  held: heldBand,
};
