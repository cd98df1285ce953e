// Exact quotients of integers, with their nearest float64. Where the slope of a network changes is one.

import type { Dyadic } from "./dyadic.ts";
import { dyadicOf, signOf } from "./dyadic.ts";

export interface Rational {
  readonly numerator: bigint;
  /** Above 0. */
  readonly denominator: bigint;
  /** The nearest float64; half a unit in the last place off where it is subnormal. */
  readonly value: number;
}

export function rational(numerator: bigint, denominator: bigint): Rational {
  if (denominator === 0n) throw new RangeError("a denominator of 0");
  const [over, under] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator];
  return { numerator: over, denominator: under, value: nearestFloat64(over, under) };
}

/** dividend / divisor; the divisor is not 0. */
export function quotient(dividend: Dyadic, divisor: Dyadic): Rational {
  if (signOf(divisor) === 0) throw new RangeError("division by 0");
  const shift = dividend.exponent - divisor.exponent;
  return shift >= 0
    ? rational(dividend.mantissa << BigInt(shift), divisor.mantissa)
    : rational(dividend.mantissa, divisor.mantissa << BigInt(-shift));
}

/** Negative, 0 or positive as left is less than, equal to or greater than right. */
export function compare(left: Rational, right: Rational): number {
  // Rounding keeps the order, so that the exact values only matter where the rounded ones are the same.
  if (left === right) return 0;
  if (left.value !== right.value) return left.value < right.value ? -1 : 1;
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Bits of a quotient that are enough to round it: 53, and more below them than rounding looks at. */
const QUOTIENT_BITS = 64;

function nearestFloat64(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const magnitude = numerator < 0n ? -numerator : numerator;
  const shift = QUOTIENT_BITS - (bitLength(magnitude) - bitLength(denominator));
  const dividend = shift > 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift > 0 ? denominator : denominator << BigInt(-shift);
  // A remainder makes the last bit odd, so that a quotient just above a tie is not rounded as the tie.
  const whole = dividend / divisor;
  const rounded = timesPowerOfTwo(Number(dividend % divisor === 0n ? whole : whole | 1n), -shift);
  return numerator < 0n ? -rounded : rounded;
}

/** In two steps: 2^exponent itself may be out of range where the result is not. */
function timesPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

function bitLength(value: bigint): number {
  const digits = value.toString(16);
  return 4 * (digits.length - 1) + (32 - Math.clz32(parseInt(digits.charAt(0), 16)));
}

export function sum(left: Rational, right: Rational): Rational {
  return rational(left.numerator * right.denominator + right.numerator * left.denominator, left.denominator * right.denominator);
}

export function difference(left: Rational, right: Rational): Rational {
  return rational(left.numerator * right.denominator - right.numerator * left.denominator, left.denominator * right.denominator);
}

export function product(left: Rational, right: Rational): Rational {
  return rational(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** The quotient a dyadic number is. */
export function rationalOf(value: Dyadic): Rational {
  return quotient(value, ONE);
}

const ONE = dyadicOf(1);

/** The quotient a finite float64 is. */
export function exactly(value: number): Rational {
  return rationalOf(dyadicOf(value));
}

/** The nearest float32, ties to even: rounded once. */
export function nearestFloat32(exact: Rational): number {
  const { value } = exact;
  const rounded = Math.fround(value);
  const other = Math.fround(2 * value - rounded);
  // The float64 may have been rounded to the middle between two float32: then the exact quotient says which one is nearer.
  const side = other !== rounded && value - rounded === other - value ? compare(exact, exactly(value)) : 0;
  if (side === 0) return rounded;
  return side < 0 ? Math.min(rounded, other) : Math.max(rounded, other);
}
