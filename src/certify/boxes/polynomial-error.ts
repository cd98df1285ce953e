// How far what is computed is from a target over a box at the most, of Taylor models of both: their polynomials are subtracted, so that what is left
// is as small as the error.

import { rangeOfPolynomial } from "../../program/domains/taylor-form/polynomial-range.ts";
import { isKnownTaylor, type TaylorForm } from "../../program/domains/taylor-form/taylor-form.ts";
import type { TaylorForms } from "../../program/domains/taylor-form/taylor-forms.ts";
import type { BoxError } from "./box-error.ts";

export interface PolynomialError extends BoxError {
  /** What of the bound is beside the polynomials, and not roundings. */
  readonly aside: number;
}

/** Undefined where one of them is not known. */
export function polynomialError(forms: TaylorForms, computed: TaylorForm, target: TaylorForm): PolynomialError | undefined {
  const difference = forms.differenceToCompare(computed, target);
  if (!isKnownTaylor(difference)) return undefined;
  const { monomials } = forms;
  const { coefficients, aside, lost, size } = difference;
  const range = rangeOfPolynomial(monomials, coefficients, size);
  const [low, high] = [Math.max(range.low - aside - lost, difference.low), Math.min(range.high + aside + lost, difference.high)];
  const isBelow = -low > high;
  const most = Math.max(-low, high) * UP;
  const ofSides = new Float64Array(monomials.variables);
  for (let place = 1; place < coefficients.length; place++) {
    const [share, exponents] = [Math.abs(coefficients[place]), monomials.exponents[place]];
    for (let side = 0; side < ofSides.length; side++) ofSides[side] += (share * exponents[side]) / monomials.degreeOf[place];
  }
  // What is beside the polynomials is shared out as the network's own part of the highest degree is.
  const beside = sharesOf(forms, computed, target);
  for (let side = 0; side < ofSides.length; side++) ofSides[side] += aside * beside[side];
  return { atMost: Math.max(0, most), ofSides, corner: isBelow ? range.lowest : range.highest, aside };
}

/** More than the operations here lose of a number. */
const UP = 1 + 2 ** -44;

/** How much each side has to do with the terms of the highest degree; together 1. */
function sharesOf({ monomials }: TaylorForms, computed: TaylorForm, target: TaylorForm): Float64Array {
  const shares = new Float64Array(monomials.variables);
  for (const { coefficients } of [computed, target]) {
    for (let place = monomials.upTo[1]; place < coefficients.length; place++) {
      const [share, exponents] = [Math.abs(coefficients[place]), monomials.exponents[place]];
      for (let side = 0; side < shares.length; side++) shares[side] += share * exponents[side];
    }
  }
  const sum = shares.reduce((all, one) => all + one, 0);
  return sum > 0 ? shares.map((one) => one / sum) : shares.fill(1 / monomials.variables);
}
