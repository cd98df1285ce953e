// Intervals of numbers: what a value can be, for proofs. Bounds are values of the type they bound, so that rounding, which
// keeps the order of numbers, may be applied to bounds as to values.

import { SCALARS, type Scalar } from "../scalar.ts";

/** Every value is NaN, or at least `low` and at most `high`; low > high where there is none. Zeros are taken without sign. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Whether a value may be NaN. */
  readonly nan: boolean;
}

export function exactly(value: number): Interval {
  return Number.isNaN(value) ? { low: Infinity, high: -Infinity, nan: true } : { low: value, high: value, nan: false };
}

/** All values of a type. */
export function everything(scalar: Scalar): Interval {
  const { kind, least, greatest } = SCALARS[scalar];
  return kind === "float" ? { low: -Infinity, high: Infinity, nan: true } : { low: least, high: greatest, nan: false };
}

/** The least interval that holds both. */
export function hull(one: Interval, other: Interval): Interval {
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high), nan: one.nan || other.nan };
}

export function contains({ low, high, nan }: Interval, value: number): boolean {
  return Number.isNaN(value) ? nan : value >= low && value <= high;
}

export function isWithin(inner: Interval, outer: Interval): boolean {
  return (!inner.nan || outer.nan) && (inner.low > inner.high || (inner.low >= outer.low && inner.high <= outer.high));
}

/** A result rounded to a type: floats to nearest; an integer interval that leaves its type may be anything, for it wraps. */
export function roundedInterval({ low, high, nan }: Interval, scalar: Scalar): Interval {
  if (scalar === "f32") return { low: Math.fround(low), high: Math.fround(high), nan };
  if (scalar === "f64") return { low, high, nan };
  const { least, greatest } = SCALARS[scalar];
  return low >= least && high <= greatest ? { low, high, nan: false } : everything(scalar);
}

/**
 * The interval of a function that is monotone in each operand: its extremes are at corners. A corner that is NaN (∞ − ∞, 0·∞)
 * says that results near it may be anything.
 */
export function ofCorners(left: Interval, right: Interval, compute: (left: number, right: number) => number): Interval {
  const nan = left.nan || right.nan;
  if (left.low > left.high || right.low > right.high) return { low: Infinity, high: -Infinity, nan };
  const corners = [
    compute(left.low, right.low),
    compute(left.low, right.high),
    compute(left.high, right.low),
    compute(left.high, right.high),
  ];
  if (corners.some(Number.isNaN)) return { low: -Infinity, high: Infinity, nan: true };
  return { low: Math.min(...corners), high: Math.max(...corners), nan };
}
