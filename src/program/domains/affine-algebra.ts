// What operators ask of forms: of what stands for numbers that are computed, known by how they go with the inputs, to within a radius. Bands
// are forms of one input, affine forms those of many. Knows neither, and no operator.

import type { FloatScalar } from "../scalar.ts";

/** No number is below or above. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Of an elementary function over an interval. */
interface SmoothOver {
  /** Of its values. */
  readonly value: Bounds;
  /** Of its derivative. */
  readonly slope: Bounds;
  /** Of its derivatives of each order k from 0 to the last one, divided by k!: the terms of its Taylor series. Absent where they are not known. */
  readonly series?: ((last: number) => readonly Bounds[]) | undefined;
}

/** Undefined where the function has no value for a number of the interval. */
export type SmoothBounds = (low: number, high: number) => SmoothOver | undefined;

/** Where the sign of a difference, which is not rounded, is one that holds. */
export interface Comparison<Form> {
  readonly difference: Form;
  readonly holds: (sign: number) => boolean;
}

export type FormOrComparison<Form> = Form | Comparison<Form>;

/** In real arithmetic; undefined where no form follows it. `isExact`: there is nothing to round. */
export type AffineResult<Form> = { readonly value: FormOrComparison<Form>; readonly isExact?: true } | undefined;

/** What an operator makes of forms. */
export type AffineRule = <Form extends object>(operands: readonly FormOrComparison<Form>[], forms: AffineAlgebra<Form>) => AffineResult<Form>;

/** Its own arithmetic is that of float64, and what that loses is part of the forms. */
export interface AffineAlgebra<Form extends object> {
  /** Says nothing, also not that it is a number. */
  readonly unknown: Form;
  /** Whether a form's range is as near as intervals of what it was computed of would tell. */
  hasNearRange(form: Form): boolean;
  steady(value: number): Form;
  /** Every number from low to high. */
  between(low: number, high: number): Form;
  /** All numbers of the form are between these. */
  rangeOf(form: Form): Bounds;
  isZero(form: Form): boolean;
  /** Multiplying by it loses no digit and makes nothing smaller. */
  isExactFactor(form: Form): boolean;
  sumOf(one: Form, other: Form): Form;
  negativeOf(form: Form): Form;
  productOf(one: Form, other: Form): Form;
  /** Undefined where the divisor may be 0. */
  quotientOf(dividend: Form, divisor: Form): Form | undefined;
  /** Of a function of one number; undefined where the function may have no value. */
  through(form: Form, boundsOf: SmoothBounds): Form | undefined;
  /** A number with the sign of the difference: of single numbers that is known, also where they are equal. */
  differenceToCompare(left: Form, right: Form): Form;
  /** `whenTrue` where the comparison holds, else `whenFalse`. */
  chosen(comparison: Comparison<Form>, whenTrue: Form, whenFalse: Form): Form;
  /** Around numbers that are rounded to a float type, given a form around what is rounded. */
  rounded(form: Form, scalar: FloatScalar): Form;
  /** Around what is computed in a form's place, off by so much at the most, for other reasons than where it is; all numbers where that is Infinity. */
  strayed(form: Form, by: number): Form;
  /** The same form of numbers that the type holds without rounding, but for those that are too large. */
  held(form: Form, scalar: FloatScalar): Form;
}

export function isComparison<Form extends object>(value: FormOrComparison<Form>): value is Comparison<Form> {
  return "holds" in value;
}

/** @throws RangeError where the value is a comparison: operators that take numbers get numbers. */
export function formOf<Form extends object>(value: FormOrComparison<Form>): Form {
  if (isComparison(value)) throw new RangeError("a comparison stands in the place of a number");
  return value;
}

/** @throws RangeError where the value is none. */
export function comparisonOf<Form extends object>(value: FormOrComparison<Form>): Comparison<Form> {
  if (!isComparison(value)) throw new RangeError("a number stands in the place of a truth value");
  return value;
}

/** The sign of every number between; undefined where they may differ. */
export function signBetween({ low, high }: Bounds): -1 | 0 | 1 | undefined {
  if (low > 0) return 1;
  if (high < 0) return -1;
  return low === 0 && high === 0 ? 0 : undefined;
}

/** More than one operation of float64 loses of a number, as a part of it; and of a radius, with those of its own computation. */
export const [LOST, UP, LEAST] = [2 ** -51, 1 + 2 ** -40, 2 ** -1060];

/** More than some dozens of operations lose of a product. */
const LOST_OF_PRODUCTS = 2 ** -44;

/** Bounds of a number that one rounding of float64 made. */
export function nearly(value: number): Bounds {
  return { low: value - Math.abs(value) * LOST, high: value + Math.abs(value) * LOST };
}

/** 1/x. */
export const RECIPROCAL: SmoothBounds = (low, high) => {
  if (low <= 0 && high >= 0) return undefined;
  const [slopes, values] = [[-1 / (low * low), -1 / (high * high)], [1 / low, 1 / high]];
  return {
    value: { low: nearly(Math.min(...values)).low, high: nearly(Math.max(...values)).high },
    slope: { low: Math.min(...slopes) * UP, high: Math.max(...slopes) / UP },
    series: (last) => betweenEnds([low, high].map((x) => termsFrom(1 / x, last, () => -1 / x))),
  };
};

/** A first term, and each further one so many times the one before it. */
export function termsFrom(first: number, last: number, ratioAfter: (k: number) => number): Float64Array {
  const terms = new Float64Array(last + 1).fill(first);
  for (let k = 0; k < last; k++) terms[k + 1] = terms[k] * ratioAfter(k);
  return terms;
}

/** Bounds of terms that go from one end of an interval to the other without turning, each computed by some products and quotients. */
export function betweenEnds([one, other]: readonly Float64Array[]): readonly Bounds[] {
  return Array.from(one, (term, k) => {
    const [low, high] = [Math.min(term, other[k]), Math.max(term, other[k])];
    return { low: low - Math.abs(low) * LOST_OF_PRODUCTS - LEAST, high: high + Math.abs(high) * LOST_OF_PRODUCTS + LEAST };
  });
}

/** Whether multiplying a float by the number loses no digit and makes nothing smaller. */
export function isZeroOrPowerOfTwo(factor: number): boolean {
  const magnitude = Math.abs(factor);
  return magnitude === 0 || (magnitude >= 1 && 2 ** Math.round(Math.log2(magnitude)) === magnitude);
}
