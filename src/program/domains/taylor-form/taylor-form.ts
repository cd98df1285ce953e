// Taylor models: where numbers computed of several inputs are, by a polynomial of the inputs and a radius. Sums and products of them. Their own
// arithmetic is that of float64, and what it loses is part of the radius.

import type { FloatScalar } from "../../scalar.ts";
import { LEAST, LOST, UP, type Bounds } from "../affine-algebra.ts";
import { largestRounding } from "../largest-rounding.ts";
import type { Monomials } from "./monomials.ts";

/**
 * The number is within `aside` + `lost` of Σ coefficients[i]·t^i, over monomials in their order, where t are the inputs: −1 at their low ends
 * and 1 at the high ones. Coefficients that are left out are 0. A radius of Infinity says nothing, also not that it is a number.
 */
export interface TaylorForm {
  readonly coefficients: Float64Array;
  /** What no polynomial of the order follows; smaller over smaller boxes. */
  readonly aside: number;
  /** What roundings lose, of float32 and of what is computed here; much the same over smaller boxes. */
  readonly lost: number;
  /** No sum of the magnitudes of the coefficients is larger. */
  readonly size: number;
  /** The number is between these, which may be nearer than what the polynomial tells. */
  readonly low: number;
  readonly high: number;
}

export const UNKNOWN_TAYLOR: TaylorForm = {
  coefficients: new Float64Array(1), aside: Infinity, lost: 0, size: 0, low: -Infinity, high: Infinity,
};

export function steadyTaylor(value: number): TaylorForm {
  if (!Number.isFinite(value)) return UNKNOWN_TAYLOR;
  return { coefficients: Float64Array.of(value), aside: 0, lost: 0, size: Math.abs(value), low: value, high: value };
}

export function isSteadyTaylor({ coefficients, aside, lost }: TaylorForm): boolean {
  return coefficients.length === 1 && aside === 0 && lost === 0;
}

export function isKnownTaylor({ aside }: TaylorForm): boolean {
  return aside < Infinity;
}

/** How far the number is from the polynomial at the most. */
export function radiusOf({ aside, lost }: TaylorForm): number {
  return (aside + lost) * UP;
}

/** No number of the form is larger in magnitude. */
export function largestOfTaylor({ low, high }: TaylorForm): number {
  return Math.max(-low, high);
}

/** A polynomial and its radius, with bounds of the number, or none, that are known otherwise. */
type TaylorParts = Omit<TaylorForm, "size">;

/**
 * The form, whose bounds are those of its own where they are nearer.
 *
 * @param computed how often more than one operation of float64 was rounded, of coefficients whose magnitudes are `terms` together.
 */
export function taylorWith({ isEven }: Monomials, { coefficients, aside, lost: given, low, high }: TaylorParts, terms: number, computed = 1): TaylorForm {
  let [under, over, size] = [0, 0, Math.abs(coefficients[0])];
  for (let place = 1; place < coefficients.length; place++) {
    const coefficient = coefficients[place];
    const magnitude = Math.abs(coefficient);
    size += magnitude;
    if (isEven[place] === 0 || coefficient > 0) over += magnitude;
    if (isEven[place] === 0 || coefficient < 0) under += magnitude;
  }
  size *= UP;
  const lost = (given + Math.max(terms, size) * computed * LOST + LEAST) * UP;
  const away = (aside + lost + Math.abs(coefficients[0]) * LOST) * UP;
  if (!(size + away < Infinity)) return UNKNOWN_TAYLOR;
  return {
    coefficients, aside, lost, size,
    low: Math.max(low, coefficients[0] - (under * UP + away)),
    high: Math.min(high, coefficients[0] + (over * UP + away)),
  };
}

/** A bound moved by more than one operation of float64 loses of it. */
function below(low: number): number {
  return low - Math.abs(low) * LOST - LEAST;
}

function above(high: number): number {
  return high + Math.abs(high) * LOST + LEAST;
}

export function sumOfTaylors(monomials: Monomials, one: TaylorForm, other: TaylorForm): TaylorForm {
  const isLonger = one.coefficients.length >= other.coefficients.length;
  const [longer, shorter] = isLonger ? [one.coefficients, other.coefficients] : [other.coefficients, one.coefficients];
  const coefficients = longer.slice();
  for (let place = 0; place < shorter.length; place++) coefficients[place] += shorter[place];
  const [aside, lost] = [(one.aside + other.aside) * UP, one.lost + other.lost];
  return taylorWith(monomials, { coefficients, aside, lost, low: below(one.low + other.low), high: above(one.high + other.high) }, 0);
}

export function negativeTaylor({ coefficients, aside, lost, size, low, high }: TaylorForm): TaylorForm {
  return { coefficients: coefficients.map((one) => -one), aside, lost, size, low: -high, high: -low };
}

/** The product with a single number. */
export function multipleOfTaylor(monomials: Monomials, form: TaylorForm, by: number): TaylorForm {
  if (!isKnownTaylor(form)) return UNKNOWN_TAYLOR;
  if (by === 0) return steadyTaylor(0);
  const coefficients = new Float64Array(form.coefficients.length);
  for (let place = 0; place < coefficients.length; place++) coefficients[place] = form.coefficients[place] * by;
  const size = Math.abs(by);
  const [low, high] = by > 0 ? [form.low * by, form.high * by] : [form.high * by, form.low * by];
  return taylorWith(monomials, { coefficients, aside: form.aside * size * UP + LEAST, lost: form.lost * size, low: below(low), high: above(high) }, 0);
}

/** Terms beyond the order are part of `aside`. */
export function productOfTaylors(monomials: Monomials, one: TaylorForm, other: TaylorForm): TaylorForm {
  if (isSteadyTaylor(one)) return multipleOfTaylor(monomials, other, one.coefficients[0]);
  if (isSteadyTaylor(other)) return multipleOfTaylor(monomials, one, other.coefficients[0]);
  if (!isKnownTaylor(one) || !isKnownTaylor(other)) return UNKNOWN_TAYLOR;
  const [largest, terms] = [largestOfTaylor(other), one.size * other.size];
  // p·q = P·Q where p is within a radius of P and q of Q: pq − PQ = (p − P)·q + P·(q − Q).
  const [aside, lost] = [one.aside * largest + other.aside * one.size, one.lost * largest + other.lost * one.size];
  const corners = cornersOf(one, other);
  const beyond = sizeBeyond(monomials, one.coefficients, other.coefficients);
  const coefficients = productOfCoefficients(monomials, one.coefficients, other.coefficients);
  return taylorWith(monomials, { coefficients, aside: (aside + beyond) * UP + LEAST, lost, ...corners }, terms, coefficients.length + 1);
}

function cornersOf(one: Bounds, other: Bounds): Bounds {
  const [first, second, third, fourth] = [one.low * other.low, one.low * other.high, one.high * other.low, one.high * other.high];
  return { low: below(Math.min(first, second, third, fourth)), high: above(Math.max(first, second, third, fourth)) };
}

function productOfCoefficients(monomials: Monomials, one: Float64Array, other: Float64Array): Float64Array {
  const { order, upTo, degreeOf, products, size } = monomials;
  const degree = Math.min(order, degreeOf[one.length - 1] + degreeOf[other.length - 1]);
  const product = new Float64Array(upTo[degree]);
  for (let left = 0; left < one.length; left++) {
    const factor = one[left];
    if (factor === 0) continue;
    const [row, end] = [left * size, Math.min(other.length, upTo[order - degreeOf[left]])];
    for (let right = 0; right < end; right++) product[products[row + right]] += factor * other[right];
  }
  return product;
}

/** What products of degrees beyond the order come to at the most. */
function sizeBeyond(monomials: Monomials, one: Float64Array, other: Float64Array): number {
  const { order, degreeOf } = monomials;
  if (degreeOf[one.length - 1] + degreeOf[other.length - 1] <= order) return 0;
  const [left, right] = [sizesByDegree(monomials, one), sizesByDegree(monomials, other)];
  let [beyond, rest] = [0, 0];
  // `rest` is what the other has from the degree on that together with this one is beyond the order.
  for (let degree = 1; degree < left.length; degree++) {
    const from = order + 1 - degree;
    if (from < right.length) rest += right[from];
    beyond += left[degree] * rest;
  }
  return beyond * UP;
}

function sizesByDegree({ degreeOf }: Monomials, coefficients: Float64Array): Float64Array {
  const sizes = new Float64Array(degreeOf[coefficients.length - 1] + 1);
  for (let place = 0; place < coefficients.length; place++) sizes[degreeOf[place]] += Math.abs(coefficients[place]);
  return sizes;
}

/** The same around numbers that are off by so much at the most, of either kind. */
export function strayedTaylor(form: TaylorForm, aside: number, lost: number): TaylorForm {
  const by = aside + lost;
  if (!(by < Infinity)) return UNKNOWN_TAYLOR;
  return { ...form, aside: (form.aside + aside) * UP, lost: (form.lost + lost) * UP, low: below(form.low - by), high: above(form.high + by) };
}

/** The same with bounds of the number that are known otherwise. */
export function taylorWithin(form: TaylorForm, { low, high }: Bounds): TaylorForm {
  return { ...form, low: Math.max(form.low, low), high: Math.min(form.high, high) };
}

/** Around numbers that are rounded to a float type: rounding keeps the order of numbers. */
export function roundedTaylor(form: TaylorForm, scalar: FloatScalar): TaylorForm {
  const by = largestRounding(scalar, largestOfTaylor(form));
  if (!(by < Infinity)) return UNKNOWN_TAYLOR;
  const [low, high] = scalar === "f32" ? [Math.fround(form.low), Math.fround(form.high)] : [form.low, form.high];
  return { ...form, lost: (form.lost + by) * UP, low, high };
}
