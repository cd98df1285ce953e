// Proves how far results of the kernel of x^y are from it at the most, given how near its logarithm is: the logarithm has one operand, so that it can be
// looked at everywhere (`compare-logarithm.ts`), and of the product and the power of two all numbers are followed by Taylor models.

import { steadyTaylor, type TaylorForm } from "../../../src/program/domains/taylor-form/taylor-form.ts";
import { rangeOfPolynomial } from "../../../src/program/domains/taylor-form/polynomial-range.ts";
import { TaylorForms } from "../../../src/program/domains/taylor-form/taylor-forms.ts";
import { local } from "../../../src/program/expression.ts";
import { powerOfFraction } from "../../../src/program/kernels/parts/binary-power.ts";
import { product } from "../../../src/program/kernels/pow.ts";
import { TARGET_FUNCTIONS } from "../../../src/train/target/enclosure/smooth-functions.ts";
import { RoundedForms } from "./rounded-forms.ts";

export interface PowerBound {
  /** y·log2 x as it is computed is no further from y times the logarithm as it is computed, in parts of it. */
  readonly product: number;
  /** Results of normal magnitude, and subnormal ones, are no further from x^y, in units in the last place of it. */
  readonly normal: number;
  readonly subnormal: number;
}

/** In magnitude y·log2 x is below the first where x^y is a normal number, and below the second where it does not round to 0. */
const [LARGEST, LARGEST_OF_SUBNORMAL] = [128, 150];

/** Half a unit in the last place of numbers below 256: so much at the most is beside the larger one of two numbers that y·log2 x is. */
const LARGEST_LOW = 2 ** -17;

/** Of the interval of fractions, from −½ to ½, and of mantissas. */
const [FRACTIONS, MANTISSAS] = [64, 8];

/** More than this module's own sums and products of float64 lose of a number. */
const UP = 1 + 2 ** -40;

/** @param logarithm how far the logarithm as it is computed may be from log2 x, in parts of it. */
export function powerBound(logarithm: number): PowerBound {
  const ofProduct = lossOfProduct();
  const relative = (logarithm + ofProduct + logarithm * ofProduct) * UP;
  let [normal, subnormal] = [0, 0];
  for (const { low, high, loss } of lossesOfPower()) {
    // Where the fraction is below 0 so is 2^fraction below 1, whose units are half as large; at 0 it may be on either side.
    const unit = low <= 0 ? 2 ** -24 : 2 ** -23;
    const greatest = 2 ** (high + 2 * LARGEST_LOW);
    const units = (largest: number): number => ((loss + greatest * (2 ** (relative * largest) - 1 + 2 ** -50)) / unit) * UP;
    // The sum is rounded to its nearest float32. Where that is 1 and x^y lies on its other side, it is no further from it than the sum is.
    normal = Math.max(normal, 0.5 + units(LARGEST));
    // It is rounded again, where units of what is rounded first are half as large at the most.
    subnormal = Math.max(subnormal, 0.5 + (0.5 + units(LARGEST_OF_SUBNORMAL)) / 2);
  }
  return { product: ofProduct, normal, subnormal };
}

/** Of numbers in [1, 2): of others it is the same, for operations on powers of two times as large numbers give results that are as many times as large. */
function lossOfProduct(): number {
  const forms = new TaylorForms(3, 4, 3);
  const [y, high, low] = [local(0), local(1), local(2)];
  const pair = product({ high, low }, y);
  let worst = 0;
  for (const mantissa of cellsOf(1, 2 - 2 ** -23, MANTISSAS)) {
    for (const larger of cellsOf(1, 2 - 2 ** -23, MANTISSAS)) {
      const given = forms.inputsOver([mantissa, larger, { low: -(2 ** -24), high: 2 ** -24 }]);
      const run = new RoundedForms(forms, new Map([y, high, low].map((one, place) => [one, given[place]])), [pair.high, pair.low]);
      // The second number is what rounding takes from the first, so that together they are what is not rounded; following it proves that.
      run.formOf(pair.low);
      const computed = run.beforeRounding(pair.high);
      const exact = forms.productOf(given[0], forms.sumOf(given[1], given[2]));
      worst = Math.max(worst, (furthest(forms, computed, exact) / (mantissa.low * (larger.low - 2 ** -24))) * UP);
    }
  }
  return worst;
}

interface LossOverCell {
  readonly low: number;
  readonly high: number;
  /** What is rounded last is no further from 2^(fraction + low). */
  readonly loss: number;
}

function lossesOfPower(): readonly LossOverCell[] {
  const forms = new TaylorForms(2, 6, 2);
  const [fraction, low] = [local(0), local(1)];
  const power = powerOfFraction(fraction, low);
  return cellsOf(-0.5, 0.5, FRACTIONS).map((cell) => {
    const given = forms.inputsOver([cell, { low: -LARGEST_LOW, high: LARGEST_LOW }]);
    const run = new RoundedForms(forms, new Map([fraction, low].map((one, place) => [one, given[place]])), [power]);
    return { ...cell, loss: furthest(forms, run.beforeRounding(power), powerOfTwo(forms, forms.sumOf(given[0], given[1]))) };
  });
}

/** 2^x for |x| ≤ 1. */
function powerOfTwo(forms: TaylorForms, x: TaylorForm): TaylorForm {
  const exp = TARGET_FUNCTIONS.get("exp");
  const power = exp && forms.through(forms.strayed(forms.productOf(x, steadyTaylor(Math.LN2)), 2 ** -53), exp);
  if (power === undefined) throw new RangeError("nothing is known of the exponential function");
  return power;
}

/** No number is further from the other one of the same place in the cell. */
function furthest(forms: TaylorForms, one: TaylorForm, other: TaylorForm): number {
  const { coefficients, aside, lost, size } = forms.sumOf(one, forms.negativeOf(other));
  const { low, high } = rangeOfPolynomial(forms.monomials, coefficients, size);
  return (Math.max(-low, high) + aside + lost) * UP;
}

function cellsOf(low: number, high: number, count: number): readonly { readonly low: number; readonly high: number }[] {
  const ends = Array.from({ length: count + 1 }, (_, place) => (place === count ? high : low + (Math.round((high - low) * 2) / 2) * (place / count)));
  return ends.slice(1).map((end, place) => ({ low: ends[place], high: end }));
}
