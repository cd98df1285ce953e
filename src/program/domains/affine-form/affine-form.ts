// Affine forms: where numbers computed of several inputs are, and how they go with the inputs and with each other. Their own arithmetic is
// that of float64, and what it loses is part of the radius. What bends is in linearised.ts and in rectified.ts.

import type { FloatScalar } from "../../scalar.ts";
import { LEAST, LOST, UP, type Bounds } from "../affine-algebra.ts";
import { largestRounding } from "../largest-rounding.ts";

/**
 * The number is within `radius` of centre + factor·Σ base[i]·t[i], |t[i]| ≤ 1, where t is the same for all forms of a run: first the inputs,
 * of −1 at their low ends and 1 at the high ones, then what is known of nothing but that it is the same in all forms. Coefficients
 * that are left out are 0. A radius of Infinity says nothing, also not that it is a number.
 */
export interface AffineForm {
  readonly centre: number;
  readonly base: Float64Array;
  readonly factor: number;
  /** No sum of the magnitudes of the coefficients, factor·base[i], is larger. */
  readonly reach: number;
  readonly radius: number;
  /** The number is between these, which may be nearer than what the form itself tells. */
  readonly low: number;
  readonly high: number;
  readonly multiple: Multiple | undefined;
}

/** What else is known of a form: the number is within `within` of `by` times the number that another form is around. */
interface Multiple {
  readonly of: AffineForm;
  readonly by: number;
  readonly within: number;
}

const NO_COEFFICIENTS = new Float64Array(0);

export const UNKNOWN_FORM: AffineForm = {
  centre: 0, base: NO_COEFFICIENTS, factor: 1, reach: 0, radius: Infinity, low: -Infinity, high: Infinity, multiple: undefined,
};

export function steadyForm(value: number): AffineForm {
  if (!Number.isFinite(value)) return UNKNOWN_FORM;
  return { centre: value, base: NO_COEFFICIENTS, factor: 1, reach: 0, radius: 0, low: value, high: value, multiple: undefined };
}

export function isSteadyForm({ reach, radius }: AffineForm): boolean {
  return reach === 0 && radius === 0;
}

export function isKnownForm({ radius }: AffineForm): boolean {
  return radius < Infinity;
}

/** How the number goes with one of the inputs, or with another t. */
export function coefficientOf({ base, factor }: AffineForm, place: number): number {
  return place < base.length ? factor * base[place] : 0;
}

/** No number of the form is larger in magnitude. */
export function largestOf({ low, high }: AffineForm): number {
  return Math.max(-low, high);
}

/**
 * The form, whose bounds are those of its own where they are nearer.
 *
 * @param lost of a radius and coefficients that were computed: a part of the magnitudes that make them up, `lines`, beside one of the centre.
 */
export function formWith(parts: Omit<AffineForm, "multiple">, lines: number, multiple?: Multiple): AffineForm {
  const { centre, base, factor, reach } = parts;
  const radius = (parts.radius + (Math.abs(centre) + lines) * LOST + LEAST) * UP;
  const away = (reach + radius) * UP + Math.abs(centre) * LOST;
  if (!(away < Infinity)) return UNKNOWN_FORM;
  const [low, high] = [Math.max(parts.low, centre - away), Math.min(parts.high, centre + away)];
  return { centre, base, factor, reach, radius, low, high, multiple };
}

/** The same with other bounds, which are known otherwise. */
export function withBounds({ centre, base, factor, reach, radius, multiple }: AffineForm, low: number, high: number): AffineForm {
  return { centre, base, factor, reach, radius, low, high, multiple };
}

/** A bound moved by more than one operation of float64 loses of it. */
export function below(low: number): number {
  return low - Math.abs(low) * LOST - LEAST;
}

export function above(high: number): number {
  return high + Math.abs(high) * LOST + LEAST;
}

export function sumOfForms(one: AffineForm, other: AffineForm): AffineForm {
  const { base, factor, reach } = sumOfCoefficients(one, other);
  const [centre, radius] = [one.centre + other.centre, one.radius + other.radius];
  return formWith({ centre, base, factor, reach, radius, low: below(one.low + other.low), high: above(one.high + other.high) }, one.reach + other.reach);
}

type Coefficients = Pick<AffineForm, "base" | "factor" | "reach">;

function sumOfCoefficients(one: AffineForm, other: AffineForm): Coefficients {
  if (one.base.length === 0) return other;
  if (other.base.length === 0) return one;
  const [longer, shorter] = one.base.length >= other.base.length ? [one, other] : [other, one];
  const [{ base: left, factor: by }, { base: right, factor: times }] = [longer, shorter];
  const base = new Float64Array(left.length);
  let reach = 0;
  for (let place = 0; place < right.length; place++) reach += Math.abs((base[place] = by * left[place] + times * right[place]));
  for (let place = right.length; place < left.length; place++) reach += Math.abs((base[place] = by * left[place]));
  return { base, factor: 1, reach: reach * UP };
}

export function negativeForm(form: AffineForm): AffineForm {
  const { centre, base, factor, reach, radius, low, high, multiple } = form;
  const of = multiple === undefined ? { of: form, by: -1, within: 0 } : { ...multiple, by: -multiple.by };
  return { centre: -centre, base, factor: -factor, reach, radius, low: -high, high: -low, multiple: of };
}

/** The product with a single number. */
export function multipleOf(form: AffineForm, by: number): AffineForm {
  if (by === 0 && isKnownForm(form)) return steadyForm(0);
  const [{ centre, base, factor, radius }, size] = [form, Math.abs(by)];
  const reach = form.reach * size * UP;
  const [low, high] = by > 0 ? [form.low * by, form.high * by] : [form.high * by, form.low * by];
  const parts = { centre: centre * by, base, factor: factor * by, reach, radius: radius * size, low: below(low), high: above(high) };
  return formWith(parts, reach, { of: form, by, within: 0 });
}

/** A form that the product is no further from than `aside`, and bounds of the product itself. */
interface Product {
  readonly value: AffineForm;
  readonly aside: number;
  readonly bounds: Bounds;
}

/** (c + Σ aᵢtᵢ)(C + Σ Aᵢtᵢ) is cC + Σ (cAᵢ + Caᵢ)tᵢ, and Σ aᵢAᵢtᵢ², which is ½Σ aᵢAᵢ to within ½Σ |aᵢAᵢ|, and what is crossed. */
export function productOfForms(one: AffineForm, other: AffineForm): Product {
  if (isSteadyForm(one)) return exactProduct(multipleOf(other, one.centre));
  if (isSteadyForm(other)) return exactProduct(multipleOf(one, other.centre));
  let [diagonal, squares] = [0, 0];
  for (let place = Math.min(one.base.length, other.base.length) - 1; place >= 0; place--) {
    const square = coefficientOf(one, place) * coefficientOf(other, place);
    diagonal += square;
    squares += Math.abs(square);
  }
  const crossed = one.reach * other.reach * UP - squares / 2 / UP;
  const scaled = sumOfCoefficients({ ...one, factor: one.factor * other.centre }, { ...other, factor: other.factor * one.centre });
  const lines = one.reach * Math.abs(other.centre) + other.reach * Math.abs(one.centre);
  const strayed = one.radius * largestOf(other) + other.radius * (Math.abs(one.centre) + one.reach) + squares * (UP - 1);
  const corners = [one.low * other.low, one.low * other.high, one.high * other.low, one.high * other.high];
  const { base, factor } = scaled;
  const value = formWith(
    { centre: one.centre * other.centre + diagonal / 2, base, factor, reach: lines * UP, radius: strayed, low: -Infinity, high: Infinity },
    lines + Math.abs(one.centre * other.centre) + squares,
  );
  return { value, aside: crossed * UP, bounds: { low: below(Math.min(...corners)), high: above(Math.max(...corners)) } };
}

function exactProduct(value: AffineForm): Product {
  return { value, aside: 0, bounds: value };
}

/** The same around numbers that are off by so much at the most. */
export function strayed(form: AffineForm, by: number): AffineForm {
  return formWith({ ...form, radius: form.radius + by, low: below(form.low - by), high: above(form.high + by) }, 0);
}

/** Around numbers that are rounded to a float type: rounding keeps the order of numbers. */
export function roundedForm(form: AffineForm, scalar: FloatScalar): AffineForm {
  const lost = largestRounding(scalar, largestOf(form));
  if (!(lost < Infinity)) return UNKNOWN_FORM;
  const [low, high] = scalar === "f32" ? [Math.fround(form.low), Math.fround(form.high)] : [form.low, form.high];
  const { centre, base, factor, reach, multiple } = form;
  const known = multiple && { of: multiple.of, by: multiple.by, within: (multiple.within + lost) * UP };
  return { centre, base, factor, reach, radius: (form.radius + lost) * UP, low, high, multiple: known };
}
