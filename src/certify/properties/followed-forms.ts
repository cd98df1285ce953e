// Forms of real numbers that a program stands for, with bounds of their partial derivatives and of how far what is computed is from them: the
// algebra by which slopes and roundings of networks of several inputs are known.

import { LOST, RECIPROCAL, UP, type AffineAlgebra, type Bounds, type Comparison, type SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { UNKNOWN_FORM, withBounds, type AffineForm } from "../../program/domains/affine-form/affine-form.ts";
import { AffineForms } from "../../program/domains/affine-form/affine-forms.ts";
import { largestRounding } from "../../program/domains/largest-rounding.ts";
import { SCALARS, type FloatScalar } from "../../program/scalar.ts";
import { settled, takenOf } from "./choices.ts";
import type { FollowedForm } from "./followed-form.ts";
import { constantMultiple, dividedBy, meetingOf, multiplesThrough, multiplesOf, negativeMultiples, scaledBy, withConstant } from "./multiples.ts";
import { hullOfSlopes, negativeSlopes, NO_SLOPES, slopesOfInput, sumOfSlopes, timesSlopes, unknownSlopes } from "./slopes.ts";

export class FollowedForms implements AffineAlgebra<FollowedForm> {
  readonly unknown: FollowedForm;
  private readonly forms: AffineForms;

  constructor(inputs: number, mostOthers: number) {
    this.forms = new AffineForms(inputs, mostOthers);
    this.unknown = { form: UNKNOWN_FORM, slopes: unknownSlopes(inputs), deviation: Infinity, ...NOTHING_ELSE };
  }

  inputsOver(box: readonly Bounds[]): readonly FollowedForm[] {
    return this.forms.inputsOver(box).map((form, input) => ({ form, slopes: slopesOfInput(input), deviation: 0, ...NOTHING_ELSE }));
  }

  steady(value: number): FollowedForm {
    if (!Number.isFinite(value)) return this.unknown;
    return { form: this.forms.steady(value), slopes: NO_SLOPES, deviation: 0, ...NOTHING_ELSE, multiples: [constantMultiple(value)] };
  }

  /** What is computed is known, and not what it stands for: that may be on the other side of a jump, also where this is a single number. */
  between(): FollowedForm {
    return this.unknown;
  }

  /** Of what is computed as well. */
  rangeOf({ form, deviation }: FollowedForm): Bounds {
    if (deviation === 0) return { low: form.low, high: form.high };
    return { low: (form.low - deviation) - (Math.abs(form.low) + deviation) * LOST, high: form.high + deviation + (Math.abs(form.high) + deviation) * LOST };
  }

  hasNearRange({ form }: FollowedForm): boolean {
    return this.forms.hasNearRange(form);
  }

  isZero(of: FollowedForm): boolean {
    return of.deviation === 0 && this.forms.isZero(of.form);
  }

  isExactFactor(of: FollowedForm): boolean {
    return of.deviation === 0 && this.forms.isExactFactor(of.form);
  }

  sumOf(one: FollowedForm, other: FollowedForm): FollowedForm {
    return {
      form: this.forms.sumOf(one.form, other.form),
      slopes: sumOfSlopes(one.slopes, other.slopes),
      deviation: (one.deviation + other.deviation) * UP,
      ...NOTHING_ELSE,
      multiples: [...withConstant(one, other), ...withConstant(other, one)],
    };
  }

  negativeOf(of: FollowedForm): FollowedForm {
    const form = this.forms.negativeOf(of.form);
    return { form, slopes: negativeSlopes(of.slopes), deviation: of.deviation, ...NOTHING_ELSE, multiples: negativeMultiples(of) };
  }

  productOf(one: FollowedForm, other: FollowedForm): FollowedForm {
    const [left, right] = [this.rangeOf(one), this.rangeOf(other)];
    const crossed = finite(one.deviation, largest(right)) + finite(other.deviation, largest(left));
    return {
      form: one === other ? notBelow0(this.forms.productOf(one.form, other.form)) : this.forms.productOf(one.form, other.form),
      slopes: sumOfSlopes(timesSlopes(one.slopes, other.form), timesSlopes(other.slopes, one.form)),
      deviation: crossed * UP,
      ...NOTHING_ELSE,
      multiples: [...scaledBy(one, other), ...scaledBy(other, one)],
    };
  }

  quotientOf(dividend: FollowedForm, divisor: FollowedForm): FollowedForm | undefined {
    const inverse = this.through(divisor, RECIPROCAL);
    return inverse && { ...this.productOf(dividend, inverse), multiples: dividedBy(dividend, divisor) };
  }

  through(of: FollowedForm, boundsOf: SmoothBounds): FollowedForm | undefined {
    const form = this.forms.through(of.form, boundsOf);
    const { low, high } = this.rangeOf(of);
    const [real, computed] = [boundsOf(of.form.low, of.form.high), boundsOf(low, high)];
    if (form === undefined || real === undefined || computed === undefined) return undefined;
    const deviation = finite(of.deviation, largest(computed.slope)) * UP;
    return { form, slopes: timesSlopes(of.slopes, real.slope), deviation, ...NOTHING_ELSE, multiples: multiplesThrough(of, boundsOf) };
  }

  differenceToCompare(left: FollowedForm, right: FollowedForm): FollowedForm {
    if (this.isZero(right)) return left;
    return this.isZero(left) ? this.negativeOf(right) : { ...this.sumOf(left, this.negativeOf(right)), compared: [left, right] };
  }

  chosen({ difference, holds }: Comparison<FollowedForm>, whenTrue: FollowedForm, whenFalse: FollowedForm): FollowedForm {
    const choice = settled({ difference, holds, whenTrue, whenFalse });
    const computed = takenOf(choice, this.rangeOf(difference));
    const [first] = computed;
    if (computed.size === 1) return first;
    const real = takenOf(choice, difference.form);
    const [only] = real;
    const form = this.forms.chosen({ difference: difference.form, holds }, choice.whenTrue.form, choice.whenFalse.form);
    const apart = meetingOf(difference, choice.whenTrue, choice.whenFalse)?.apart;
    const slopes = apart === undefined ? this.unknown.slopes : hullOfSlopes(choice.whenTrue.slopes, choice.whenFalse.slopes);
    const doubt = apart === undefined ? Infinity : finite(difference.deviation, apart);
    return {
      form,
      slopes: real.size === 1 ? only.slopes : slopes,
      deviation: (Math.max(choice.whenTrue.deviation, choice.whenFalse.deviation) + doubt) * UP,
      ...NOTHING_ELSE,
      choice,
    };
  }

  rounded(of: FollowedForm, scalar: FloatScalar): FollowedForm {
    return strayed(of, largestRounding(scalar, largest(this.rangeOf(of))));
  }

  strayed(of: FollowedForm, by: number): FollowedForm {
    return strayed(of, by);
  }

  held(of: FollowedForm, scalar: FloatScalar): FollowedForm {
    return largest(this.rangeOf(of)) <= SCALARS[scalar].greatest ? of : this.unknown;
  }
}

/** Of a square. */
function notBelow0(form: AffineForm): AffineForm {
  return withBounds(form, Math.max(0, form.low), form.high);
}

const NOTHING_ELSE = { multiples: [], compared: undefined, choice: undefined } as const;

/** What is computed is rounded, and what it stands for stays the same. */
function strayed(of: FollowedForm, by: number): FollowedForm {
  return { ...of, deviation: (of.deviation + by) * UP, multiples: multiplesOf(of), compared: undefined, choice: undefined };
}

/** 0 where a number is 0, whatever it is multiplied by. */
function finite(deviation: number, by: number): number {
  return deviation === 0 || by === 0 ? 0 : deviation * by;
}

function largest({ low, high }: Bounds): number {
  return Math.max(-low, high);
}
