// Forms of real numbers that a program stands for, with bounds of their partial derivatives and of how far what is computed is from them: the
// algebra by which slopes and roundings of networks of several inputs are known.

import { LOST, RECIPROCAL, UP, type AffineAlgebra, type Bounds, type Comparison, type SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { UNKNOWN_FORM, type AffineForm } from "../../program/domains/affine-form/affine-form.ts";
import { AffineForms } from "../../program/domains/affine-form/affine-forms.ts";
import { largestRounding } from "../../program/domains/largest-rounding.ts";
import { SCALARS, type FloatScalar } from "../../program/scalar.ts";
import { hullOfSlopes, negativeSlopes, NO_SLOPES, slopesOfInput, sumOfSlopes, timesSlopes, unknownSlopes, type Slopes } from "./slopes.ts";

export interface FollowedForm {
  /** Around the real number. */
  readonly form: AffineForm;
  /** Of the real number by each input, wherever there is a derivative; between these places the number does not jump, unless nothing is known. */
  readonly slopes: Slopes;
  /** No |computed − real| is larger. */
  readonly deviation: number;
  readonly multiples: readonly Multiple[];
}

/** What else is known of the real number: `by` times another one and `plus`, exactly but for what a product of float64 numbers loses of `by`. */
interface Multiple {
  readonly of: FollowedForm | undefined;
  readonly by: number;
  readonly plus: number;
}

export class FollowedForms implements AffineAlgebra<FollowedForm> {
  readonly unknown: FollowedForm;
  private readonly forms: AffineForms;

  constructor(inputs: number, mostOthers: number) {
    this.forms = new AffineForms(inputs, mostOthers);
    this.unknown = { form: UNKNOWN_FORM, slopes: unknownSlopes(inputs), deviation: Infinity, multiples: [] };
  }

  inputsOver(box: readonly Bounds[]): readonly FollowedForm[] {
    return this.forms.inputsOver(box).map((form, input) => ({ form, slopes: slopesOfInput(input), deviation: 0, multiples: [] }));
  }

  steady(value: number): FollowedForm {
    if (!Number.isFinite(value)) return this.unknown;
    return { form: this.forms.steady(value), slopes: NO_SLOPES, deviation: 0, multiples: [{ of: undefined, by: 0, plus: value }] };
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
      multiples: [...withConstant(one, other), ...withConstant(other, one)],
    };
  }

  negativeOf(of: FollowedForm): FollowedForm {
    const multiples = multiplesOf(of).map(({ of: root, by, plus }) => ({ of: root, by: -by, plus: -plus }));
    return { form: this.forms.negativeOf(of.form), slopes: negativeSlopes(of.slopes), deviation: of.deviation, multiples };
  }

  productOf(one: FollowedForm, other: FollowedForm): FollowedForm {
    const [left, right] = [this.rangeOf(one), this.rangeOf(other)];
    const crossed = finite(one.deviation, largest(right)) + finite(other.deviation, largest(left));
    return {
      form: this.forms.productOf(one.form, other.form),
      slopes: sumOfSlopes(timesSlopes(one.slopes, other.form), timesSlopes(other.slopes, one.form)),
      deviation: crossed * UP,
      multiples: [...scaledBy(one, other), ...scaledBy(other, one)],
    };
  }

  quotientOf(dividend: FollowedForm, divisor: FollowedForm): FollowedForm | undefined {
    const inverse = this.through(divisor, RECIPROCAL);
    return inverse && this.productOf(dividend, inverse);
  }

  through(of: FollowedForm, boundsOf: SmoothBounds): FollowedForm | undefined {
    const form = this.forms.through(of.form, boundsOf);
    const { low, high } = this.rangeOf(of);
    const [real, computed] = [boundsOf(of.form.low, of.form.high), boundsOf(low, high)];
    if (form === undefined || real === undefined || computed === undefined) return undefined;
    return { form, slopes: timesSlopes(of.slopes, real.slope), deviation: finite(of.deviation, largest(computed.slope)) * UP, multiples: [] };
  }

  differenceToCompare(left: FollowedForm, right: FollowedForm): FollowedForm {
    if (this.isZero(right)) return left;
    return this.isZero(left) ? this.negativeOf(right) : this.sumOf(left, this.negativeOf(right));
  }

  chosen({ difference, holds }: Comparison<FollowedForm>, whenTrue: FollowedForm, whenFalse: FollowedForm): FollowedForm {
    const taken = ({ low, high }: Bounds): ReadonlySet<FollowedForm> =>
      new Set([low < 0 ? [-1] : [], low <= 0 && high >= 0 ? [0] : [], high > 0 ? [1] : []].flat().map((sign) => (holds(sign) ? whenTrue : whenFalse)));
    const computed = taken(this.rangeOf(difference));
    const [first] = computed;
    if (computed.size === 1) return first;
    const real = taken(difference.form);
    const [only] = real;
    const form = this.forms.chosen({ difference: difference.form, holds }, whenTrue.form, whenFalse.form);
    const apart = steepnessApart(difference, whenTrue, whenFalse);
    const slopes = apart === undefined ? this.unknown.slopes : hullOfSlopes(whenTrue.slopes, whenFalse.slopes);
    const doubt = apart === undefined ? Infinity : finite(difference.deviation, apart);
    return {
      form,
      slopes: real.size === 1 ? only.slopes : slopes,
      deviation: (Math.max(whenTrue.deviation, whenFalse.deviation) + doubt) * UP,
      multiples: [],
    };
  }

  rounded(of: FollowedForm, scalar: FloatScalar): FollowedForm {
    return strayed(of, largestRounding(scalar, largest(this.rangeOf(of))));
  }

  withinUnit(of: FollowedForm): FollowedForm {
    return strayed(of, 2 * largestRounding("f32", largest(this.rangeOf(of))));
  }

  held(of: FollowedForm, scalar: FloatScalar): FollowedForm {
    return largest(this.rangeOf(of)) <= SCALARS[scalar].greatest ? of : this.unknown;
  }
}

/** What is computed is rounded, and what it stands for stays the same. */
function strayed(of: FollowedForm, by: number): FollowedForm {
  return { form: of.form, slopes: of.slopes, deviation: (of.deviation + by) * UP, multiples: multiplesOf(of) };
}

/** More are not looked at. */
const MOST_MULTIPLES = 4;

/** Those that are known, and of itself. */
function multiplesOf(of: FollowedForm): readonly Multiple[] {
  return [...of.multiples.slice(0, MOST_MULTIPLES - 1), { of, by: 1, plus: 0 }];
}

/** The number that a form is, where it is a single one. */
function constantOf({ multiples }: FollowedForm): number | undefined {
  return multiples.find(({ by }) => by === 0)?.plus;
}

/** Sums that are exact. */
function withConstant(one: FollowedForm, other: FollowedForm): readonly Multiple[] {
  const constant = constantOf(other);
  if (constant === undefined) return [];
  return multiplesOf(one).flatMap((of) => (of.plus === 0 || constant === 0 ? [{ ...of, plus: of.plus + constant }] : []));
}

/** Of multiples without a constant beside them. */
function scaledBy(one: FollowedForm, other: FollowedForm): readonly Multiple[] {
  const constant = constantOf(other);
  return constant === undefined ? [] : multiplesOf(one).flatMap((of) => (of.plus === 0 ? [{ ...of, by: of.by * constant }] : []));
}

/**
 * By how much two numbers get apart at the most where the difference that chooses between them goes from 0 to 1; undefined where they are not known
 * to be the same where it is 0.
 */
function steepnessApart(difference: FollowedForm, one: FollowedForm, other: FollowedForm): number | undefined {
  for (const chooser of multiplesOf(difference)) {
    const among = (of: FollowedForm): readonly Multiple[] => multiplesOf(of).filter(({ of: root, by }) => by === 0 || root === chooser.of);
    for (const left of among(one)) {
      for (const right of among(other)) {
        const found = chooser.by === 0 ? undefined : apartBeside(chooser, left, right);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

function apartBeside(chooser: Multiple, left: Multiple, right: Multiple): number | undefined {
  const at = chooser.plus === 0 ? 0 : Math.abs(chooser.by) === 1 ? -chooser.plus * chooser.by : undefined;
  const [from, to] = [left, right].map((of) => (at === undefined ? undefined : exactValue(of, at)));
  if (from === undefined || from !== to) return undefined;
  const size = Math.abs(left.by) + Math.abs(right.by);
  return ((Math.abs(left.by - right.by) + size * 2 ** -40) / Math.abs(chooser.by)) * UP;
}

/** Undefined where it may be rounded. */
function exactValue({ by, plus }: Multiple, at: number): number | undefined {
  if (by === 0 || at === 0) return plus;
  return Math.abs(by) === 1 && plus === 0 ? by * at : undefined;
}

/** 0 where a number is 0, whatever it is multiplied by. */
function finite(deviation: number, by: number): number {
  return deviation === 0 || by === 0 ? 0 : deviation * by;
}

function largest({ low, high }: Bounds): number {
  return Math.max(-low, high);
}
