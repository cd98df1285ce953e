// Followed forms that also know how what they are around bends: the algebra by which functions of several inputs, and such with tanh and the like, are seen
// to be convex or concave.

import type { AffineAlgebra, Bounds, Comparison, SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { RECIPROCAL } from "../../program/domains/affine-algebra.ts";
import type { FloatScalar } from "../../program/scalar.ts";
import { bendsThrough, bendsWhereTheyMeet, negativeBends, productOfBends, STRAIGHT, sumOfBends, unknownBends, type Bends, type Bent } from "./bends.ts";
import { settled, takenOf } from "./choices.ts";
import type { Choice, FollowedForm } from "./followed-form.ts";
import { FollowedForms } from "./followed-forms.ts";
import { curvatureOf, shapeOf } from "./function-shapes.ts";
import { meetingOf, signBounds } from "./multiples.ts";

export interface BentForm extends FollowedForm {
  readonly bends: Bends;
  readonly choice: Choice<BentForm> | undefined;
}

export class BentForms implements AffineAlgebra<BentForm> {
  readonly unknown: BentForm;
  private readonly followed: FollowedForms;

  constructor(inputs: number, mostOthers: number) {
    this.followed = new FollowedForms(inputs, mostOthers);
    this.unknown = withBends(this.followed.unknown, unknownBends(inputs));
  }

  inputsOver(box: readonly Bounds[]): readonly BentForm[] {
    return this.followed.inputsOver(box).map((form) => withBends(form, STRAIGHT));
  }

  steady(value: number): BentForm {
    return Number.isFinite(value) ? withBends(this.followed.steady(value), STRAIGHT) : this.unknown;
  }

  between(): BentForm {
    return this.unknown;
  }

  rangeOf(form: BentForm): Bounds {
    return this.followed.rangeOf(form);
  }

  hasNearRange(form: BentForm): boolean {
    return this.followed.hasNearRange(form);
  }

  isZero(form: BentForm): boolean {
    return this.followed.isZero(form);
  }

  isExactFactor(form: BentForm): boolean {
    return this.followed.isExactFactor(form);
  }

  sumOf(one: BentForm, other: BentForm): BentForm {
    return withBends(this.followed.sumOf(one, other), sumOfBends(one.bends, other.bends));
  }

  negativeOf(of: BentForm): BentForm {
    return withBends(this.followed.negativeOf(of), negativeBends(of.bends));
  }

  productOf(one: BentForm, other: BentForm): BentForm {
    return withBends(this.followed.productOf(one, other), productOfBends(bentOf(one), bentOf(other)));
  }

  quotientOf(dividend: BentForm, divisor: BentForm): BentForm | undefined {
    const found = this.followed.quotientOf(dividend, divisor);
    const inverse = this.through(divisor, RECIPROCAL);
    return found && inverse && withBends(found, productOfBends(bentOf(dividend), bentOf(inverse)));
  }

  through(of: BentForm, boundsOf: SmoothBounds): BentForm | undefined {
    const found = this.followed.through(of, boundsOf);
    const { range } = bentOf(of);
    const [shape, bounds] = [shapeOf(boundsOf), boundsOf(range.low, range.high)];
    if (found === undefined) return undefined;
    if (shape === undefined || bounds === undefined) return withBends(found, this.unknown.bends);
    return withBends(found, bendsThrough(bentOf(of), { slope: bounds.slope, second: curvatureOf(shape, range) }));
  }

  differenceToCompare(left: BentForm, right: BentForm): BentForm {
    const found = this.followed.differenceToCompare(left, right);
    return found === left ? left : withBends(found, this.isZero(left) ? negativeBends(right.bends) : sumOfBends(left.bends, negativeBends(right.bends)));
  }

  chosen({ difference, holds }: Comparison<BentForm>, whenTrue: BentForm, whenFalse: BentForm): BentForm {
    const choice = settled({ difference, holds, whenTrue, whenFalse });
    const computed = takenOf(choice, this.rangeOf(difference));
    const [first] = computed;
    if (computed.size === 1) return first;
    const found = this.followed.chosen({ difference, holds }, whenTrue, whenFalse);
    return { ...found, choice, bends: this.bendsOf(choice) };
  }

  rounded(of: BentForm, scalar: FloatScalar): BentForm {
    return withBends(this.followed.rounded(of, scalar), of.bends);
  }

  strayed(of: BentForm, by: number): BentForm {
    return withBends(this.followed.strayed(of, by), of.bends);
  }

  held(of: BentForm, scalar: FloatScalar): BentForm {
    return this.followed.held(of, scalar) === of ? of : this.unknown;
  }

  private bendsOf(choice: Choice<BentForm>): Bends {
    const { difference, holds } = choice;
    const real = takenOf(choice, difference.form);
    const [only] = real;
    if (real.size === 1) return only.bends;
    const [under, over] = [-1, 1].map((sign) => (holds(sign) ? choice.whenTrue : choice.whenFalse));
    // What is taken at 0 alone is what both sides come to.
    const meeting = meetingOf(difference, choice.whenTrue, choice.whenFalse);
    if (meeting === undefined) return this.unknown.bends;
    if (under === over) return bendsWhereTheyMeet(choice.whenTrue.bends, choice.whenFalse.bends, 0);
    return bendsWhereTheyMeet(under.bends, over.bends, meetingOf(difference, over, under)?.turn);
  }
}

function withBends(form: FollowedForm, bends: Bends): BentForm {
  return { ...form, choice: undefined, bends };
}

/** Bounds of the real number, which do not lie over 0 where its sign is known otherwise. */
function bentOf(of: BentForm): Bent {
  const sign = signBounds(of);
  return { range: { low: Math.max(of.form.low, sign.low), high: Math.min(of.form.high, sign.high) }, slopes: of.slopes, bends: of.bends };
}
