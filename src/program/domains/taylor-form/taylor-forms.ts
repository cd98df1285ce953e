// The algebra of Taylor models over a box: what operators make of them. What bends at a place has no polynomial: affine forms follow that nearer.

import { SCALARS, type FloatScalar } from "../../scalar.ts";
import { isZeroOrPowerOfTwo, LOST, RECIPROCAL, UP, type AffineAlgebra, type Bounds, type Comparison, type SmoothBounds } from "../affine-algebra.ts";
import { coefficientOf, isKnownForm, type AffineForm } from "../affine-form/affine-form.ts";
import { expanded } from "./expanded.ts";
import { Monomials } from "./monomials.ts";
import {
  isKnownTaylor, isSteadyTaylor, largestOfTaylor, multipleOfTaylor, negativeTaylor, productOfTaylors, roundedTaylor, steadyTaylor, strayedTaylor, sumOfTaylors,
  taylorWith, taylorWithin, UNKNOWN_TAYLOR, type TaylorForm,
} from "./taylor-form.ts";

export class TaylorForms implements AffineAlgebra<TaylorForm> {
  readonly unknown = UNKNOWN_TAYLOR;
  readonly hasNearRange = isKnownTaylor;
  readonly steady = steadyTaylor;
  readonly negativeOf = negativeTaylor;
  readonly rounded = roundedTaylor;
  readonly monomials: Monomials;
  private readonly inputs: number;
  /** Variables beside the inputs that stand for something in the run. */
  private others = 0;

  /** @param order the highest degree of a polynomial. @param others how many variables there are for what numbers are off by, of which less is followed. */
  constructor(inputs: number, order: number, others = 0) {
    const weights = Array.from({ length: inputs + others }, (_, variable) => (variable < inputs ? 1 : Math.ceil(order / 2)));
    this.monomials = new Monomials(inputs + others, order, weights);
    this.inputs = inputs;
  }

  /** The inputs of a run, over a box. */
  inputsOver(box: readonly Bounds[]): readonly TaylorForm[] {
    this.others = 0;
    return box.map(({ low, high }, place) => {
      if (low === high) return steadyTaylor(low);
      const coefficients = new Float64Array(1 + box.length);
      coefficients[0] = low / 2 + high / 2;
      coefficients[1 + place] = high / 2 - low / 2;
      return taylorWith(this.monomials, { coefficients, aside: 0, lost: 0, low, high }, 0);
    });
  }

  /**
   * Around what is off by so much at the most, which is the same in all that is computed of it: a variable of its own.
   *
   * @throws RangeError where none is left.
   */
  beside(form: TaylorForm, by: number): TaylorForm {
    const variable = this.inputs + this.others++;
    if (variable >= this.monomials.variables) throw new RangeError("no variable is left");
    if (!isKnownTaylor(form) || !(by < Infinity)) return UNKNOWN_TAYLOR;
    const place = this.monomials.itself[variable];
    const coefficients = new Float64Array(place + 1);
    coefficients[place] = by;
    return this.sumOf(form, taylorWith(this.monomials, { coefficients, aside: 0, lost: 0, low: -by, high: by }, 0));
  }

  between(low: number, high: number): TaylorForm {
    if (low === high) return steadyTaylor(low);
    const middle = low / 2 + high / 2;
    const aside = Math.max(high - middle, middle - low) * UP;
    return taylorWith(this.monomials, { coefficients: Float64Array.of(middle), aside, lost: 0, low, high }, 0);
  }

  /** The same number, of an affine form over the same box; what it does not share with the inputs is beside its plane. */
  fromAffine(form: AffineForm): TaylorForm {
    if (!isKnownForm(form)) return UNKNOWN_TAYLOR;
    const { variables } = this.monomials;
    const coefficients = new Float64Array(1 + variables);
    coefficients[0] = form.centre;
    let aside = 0;
    for (let place = 0; place < form.base.length; place++) {
      const coefficient = coefficientOf(form, place);
      if (place < variables) coefficients[1 + place] = coefficient;
      else aside += Math.abs(coefficient);
    }
    return taylorWith(this.monomials, { coefficients, aside: aside * UP, lost: form.radius, low: form.low, high: form.high }, form.reach);
  }

  rangeOf({ low, high }: TaylorForm): Bounds {
    return { low, high };
  }

  isZero(form: TaylorForm): boolean {
    return isSteadyTaylor(form) && form.coefficients[0] === 0;
  }

  isExactFactor(form: TaylorForm): boolean {
    return isSteadyTaylor(form) && isZeroOrPowerOfTwo(form.coefficients[0]);
  }

  sumOf(one: TaylorForm, other: TaylorForm): TaylorForm {
    return sumOfTaylors(this.monomials, one, other);
  }

  productOf(one: TaylorForm, other: TaylorForm): TaylorForm {
    return productOfTaylors(this.monomials, one, other);
  }

  quotientOf(dividend: TaylorForm, divisor: TaylorForm): TaylorForm | undefined {
    if (isSteadyTaylor(divisor)) return this.dividedBy(dividend, divisor.coefficients[0]);
    const inverse = this.through(divisor, RECIPROCAL);
    return inverse && this.productOf(dividend, inverse);
  }

  through(form: TaylorForm, boundsOf: SmoothBounds): TaylorForm | undefined {
    const { low, high } = form;
    if (!isKnownTaylor(form)) return undefined;
    if (low === high) {
      const value = boundsOf(low, high)?.value;
      return value && around(value);
    }
    const found = expanded(boundsOf, this.monomials.order, low, high);
    if (found === undefined) return undefined;
    const { centre, coefficients, aside, lost } = found;
    const step = this.sumOf(form, steadyTaylor(-centre));
    let value = steadyTaylor(coefficients[coefficients.length - 1]);
    for (let k = coefficients.length - 2; k >= 0; k--) value = this.sumOf(this.productOf(value, step), steadyTaylor(coefficients[k]));
    return taylorWithin(strayedTaylor(value, aside, lost), found);
  }

  differenceToCompare(left: TaylorForm, right: TaylorForm): TaylorForm {
    if (isSteadyTaylor(left) && isSteadyTaylor(right)) return steadyTaylor(Math.sign(left.coefficients[0] - right.coefficients[0]));
    if (this.isZero(right)) return left;
    return this.isZero(left) ? negativeTaylor(right) : this.sumOf(left, negativeTaylor(right));
  }

  /** Where it is not known which, halfway between both. */
  chosen({ difference: { low, high }, holds }: Comparison<TaylorForm>, whenTrue: TaylorForm, whenFalse: TaylorForm): TaylorForm {
    const signs = [low < 0 ? [-1] : [], low <= 0 && high >= 0 ? [0] : [], high > 0 ? [1] : []].flat();
    const [first, ...others] = signs.map((sign) => (holds(sign) ? whenTrue : whenFalse));
    if (others.every((one) => one === first)) return first;
    if (!isKnownTaylor(whenTrue) || !isKnownTaylor(whenFalse)) return UNKNOWN_TAYLOR;
    const half = multipleOfTaylor(this.monomials, this.sumOf(whenTrue, negativeTaylor(whenFalse)), 0.5);
    const middle = this.sumOf(whenFalse, half);
    const either = { low: Math.min(whenTrue.low, whenFalse.low), high: Math.max(whenTrue.high, whenFalse.high) };
    return taylorWithin(strayedTaylor(middle, largestOfTaylor(half), 0), either);
  }

  strayed(form: TaylorForm, by: number): TaylorForm {
    return strayedTaylor(form, 0, by);
  }

  held(form: TaylorForm, scalar: FloatScalar): TaylorForm {
    return largestOfTaylor(form) <= SCALARS[scalar].greatest ? form : UNKNOWN_TAYLOR;
  }

  private dividedBy(dividend: TaylorForm, divisor: number): TaylorForm | undefined {
    if (divisor === 0) return undefined;
    const lost = largestOfTaylor(dividend) * Math.abs(1 / divisor) * LOST * UP;
    return strayedTaylor(multipleOfTaylor(this.monomials, dividend, 1 / divisor), 0, lost);
  }
}

/** Every number between, which is known no nearer because of what is lost in computing it. */
function around({ low, high }: Bounds): TaylorForm {
  const middle = low / 2 + high / 2;
  return taylorWithin(strayedTaylor(steadyTaylor(middle), 0, Math.max(high - middle, middle - low) * UP + Math.abs(middle) * LOST), { low, high });
}
