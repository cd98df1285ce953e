// The algebra of affine forms of one run: what operators make of them. What is known of a number beside the inputs' part is a t of its own, so
// that it is the same in all that is computed of it, as long as there are not too many of them.

import { SCALARS, type FloatScalar } from "../../scalar.ts";
import { isZeroOrPowerOfTwo, LOST, RECIPROCAL, UP, type AffineAlgebra, type Bounds, type Comparison, type SmoothBounds } from "../affine-algebra.ts";
import {
  above, below, coefficientOf, formWith, isKnownForm, isSteadyForm, largestOf, multipleOf, negativeForm, productOfForms, roundedForm, steadyForm, strayed,
  sumOfForms, UNKNOWN_FORM, withBounds, type AffineForm,
} from "./affine-form.ts";
import { linearised } from "./linearised.ts";
import { rectified, type Bent } from "./rectified.ts";

export class AffineForms implements AffineAlgebra<AffineForm> {
  readonly unknown = UNKNOWN_FORM;
  readonly hasNearRange = isKnownForm;
  readonly steady = steadyForm;
  readonly sumOf = sumOfForms;
  readonly negativeOf = negativeForm;
  readonly rounded = roundedForm;
  private readonly inputs: number;
  private readonly mostPlaces: number;
  private places: number;

  /** @param mostOthers how many t there are beside those of the inputs at the most. */
  constructor(inputs: number, mostOthers: number) {
    [this.inputs, this.mostPlaces, this.places] = [inputs, inputs + mostOthers, inputs];
  }

  /** The inputs of a run, over a box. What is known of one of another run has no meaning beside them. */
  inputsOver(box: readonly Bounds[]): readonly AffineForm[] {
    this.places = this.inputs;
    return box.map(({ low, high }, place) => {
      if (low === high) return steadyForm(low);
      const base = new Float64Array(place + 1);
      base[place] = high / 2 - low / 2;
      const reach = base[place] * UP;
      return formWith({ centre: low / 2 + high / 2, base, factor: 1, reach, radius: 0, low, high }, reach);
    });
  }

  between(low: number, high: number): AffineForm {
    if (low === high) return steadyForm(low);
    const middle = low / 2 + high / 2;
    return this.within(this.beside(steadyForm(middle), (high / 2 - low / 2) * UP + Math.abs(middle) * LOST), { low, high });
  }

  rangeOf({ low, high }: AffineForm): Bounds {
    return { low, high };
  }

  isZero(form: AffineForm): boolean {
    return isSteadyForm(form) && form.centre === 0;
  }

  isExactFactor(form: AffineForm): boolean {
    return isSteadyForm(form) && isZeroOrPowerOfTwo(form.centre);
  }

  productOf(one: AffineForm, other: AffineForm): AffineForm {
    const { value, aside, bounds } = productOfForms(one, other);
    return isKnownForm(value) ? this.within(this.beside(value, aside), bounds) : value;
  }

  quotientOf(dividend: AffineForm, divisor: AffineForm): AffineForm | undefined {
    if (isSteadyForm(divisor)) return divisor.centre === 0 ? undefined : dividedBy(dividend, divisor.centre);
    const inverse = this.through(divisor, RECIPROCAL);
    return inverse && this.productOf(dividend, inverse);
  }

  through(form: AffineForm, boundsOf: SmoothBounds): AffineForm | undefined {
    const { low, high } = form;
    if (!isKnownForm(form)) return undefined;
    if (low === high) {
      const value = boundsOf(low, high)?.value;
      return value && around(value);
    }
    const line = linearised(boundsOf, low, high);
    return line && this.within(this.along(form, line), line);
  }

  differenceToCompare(left: AffineForm, right: AffineForm): AffineForm {
    if (isSteadyForm(left) && isSteadyForm(right)) return steadyForm(Math.sign(left.centre - right.centre));
    if (this.isZero(right)) return left;
    return this.isZero(left) ? negativeForm(right) : sumOfForms(left, negativeForm(right));
  }

  chosen({ difference, holds }: Comparison<AffineForm>, whenTrue: AffineForm, whenFalse: AffineForm): AffineForm {
    const { low, high } = difference;
    const signs = [low < 0 ? [-1] : [], low <= 0 && high >= 0 ? [0] : [], high > 0 ? [1] : []].flat();
    const [first, ...others] = signs.map((sign) => (holds(sign) ? whenTrue : whenFalse));
    if (others.every((one) => one === first)) return first;
    if (!isKnownForm(whenTrue) || !isKnownForm(whenFalse)) return UNKNOWN_FORM;
    const [under, over] = [-1, 1].map((sign) => (holds(sign) ? whenTrue : whenFalse));
    // What is taken at 0 alone no line leads to.
    if (!(low < 0 && high > 0) || under === over) return this.halfway(whenTrue, whenFalse);
    return this.bentAt0(difference, under, over) ?? this.eitherOf(difference, under, over);
  }

  strayed(form: AffineForm, by: number): AffineForm {
    return by < Infinity ? strayed(form, by) : UNKNOWN_FORM;
  }

  held(form: AffineForm, scalar: FloatScalar): AffineForm {
    return largestOf(form) <= SCALARS[scalar].greatest ? form : UNKNOWN_FORM;
  }

  /** Of multiples of the difference, what the factors do. */
  private bentAt0(difference: AffineForm, under: AffineForm, over: AffineForm): AffineForm | undefined {
    const [before, after] = [ratioOf(under, difference), ratioOf(over, difference)];
    if (before === undefined || after === undefined) return undefined;
    const { low, high } = difference;
    const found = strayed(this.along(difference, rectified(before.by, after.by, { low, high })), Math.max(before.within, after.within));
    const heights = [
      [before.by * low, before.within],
      [0, Math.max(before.within, after.within)],
      [after.by * high, after.within],
    ];
    return this.within(found, {
      low: below(Math.min(...heights.map(([height, within]) => below(height) - within))),
      high: above(Math.max(...heights.map(([height, within]) => above(height) + within))),
    });
  }

  /** Where one of them goes beside the other as the difference does, what that does; else halfway between both. */
  private eitherOf(difference: AffineForm, under: AffineForm, over: AffineForm): AffineForm {
    const halfway = this.halfway(under, over);
    const apart = lineOf(sumOfForms(over, negativeForm(under)));
    const by = slopeBetween(apart, difference);
    if (by === undefined) return halfway;
    const [away, stray] = [sumOfForms(apart, multipleOf(lineOf(difference), -by)), Math.max(under.radius, over.radius)];
    // A number that is the difference's line but for its radius is rectified: the sign may be another one only where it is within that of 0.
    const line = lineOf(difference);
    const isSettled = line.low >= 0 || line.high <= 0;
    const bent = isSettled ? { slope: line.low >= 0 ? by : 0, offset: 0, aside: 0 } : rectified(0, by, line);
    const doubt = (Math.abs(by) * difference.radius + largestOf(away) + stray) * UP;
    const found = strayed(sumOfForms(lineOf(under), this.along(line, bent)), doubt);
    return found.reach + found.radius < halfway.reach + halfway.radius ? this.within(found, halfway) : halfway;
  }

  /** The middle of the lines of both, and half of how far they are apart. */
  private halfway(one: AffineForm, other: AffineForm): AffineForm {
    const [left, right] = [lineOf(one), lineOf(other)];
    const middle = multipleOf(sumOfForms(left, right), 0.5);
    const apart = largestOf(sumOfForms(left, negativeForm(right))) / 2;
    const found = strayed(this.beside(middle, apart * UP), Math.max(one.radius, other.radius));
    return this.within(found, { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) });
  }

  /** slope·form + offset, and what is beside it. */
  private along(form: AffineForm, { slope, offset, aside }: Bent): AffineForm {
    return this.beside(sumOfForms(multipleOf(form, slope), steadyForm(offset)), aside);
  }

  /** A t of its own for what a number may be off by; part of the radius where there are as many as there may be. */
  private beside(form: AffineForm, aside: number): AffineForm {
    if (aside === 0 || !isKnownForm(form)) return form;
    if (this.places >= this.mostPlaces) return strayed(form, aside);
    const base = new Float64Array(this.places + 1);
    for (let place = 0; place < form.base.length; place++) base[place] = coefficientOf(form, place);
    base[this.places++] = aside;
    const { centre, radius } = form;
    const [low, high] = [below(form.low - aside), above(form.high + aside)];
    return formWith({ centre, base, factor: 1, reach: (form.reach + aside) * UP, radius, low, high }, form.reach);
  }

  /** With bounds of the number that are known otherwise. */
  private within(form: AffineForm, { low, high }: Bounds): AffineForm {
    return withBounds(form, Math.max(form.low, low), Math.min(form.high, high));
  }
}

/** Every number between, by a radius: so little is known of it as what roundings lose. */
function around({ low, high }: Bounds): AffineForm {
  const middle = low / 2 + high / 2;
  return formWith({ ...steadyForm(middle), radius: Math.max(high - middle, middle - low) * UP, low, high }, 0);
}

function dividedBy(dividend: AffineForm, divisor: number): AffineForm {
  return strayed(multipleOf(dividend, 1 / divisor), largestOf(dividend) * Math.abs(1 / divisor) * LOST * UP);
}

/** The form without its radius. */
function lineOf(form: AffineForm): AffineForm {
  const { centre, base, factor, reach } = form;
  return formWith({ centre, base, factor, reach, radius: 0, low: -Infinity, high: Infinity }, 0);
}

/** How many times the other number one is, to within how much; undefined where that is not known. */
function ratioOf(form: AffineForm, of: AffineForm): { readonly by: number; readonly within: number } | undefined {
  if (form === of) return { by: 1, within: 0 };
  if (isSteadyForm(form) && form.centre === 0) return { by: 0, within: 0 };
  if (form.multiple?.of === of) return form.multiple;
  const turned = of.multiple;
  if (turned?.within !== 0 || Math.abs(turned.by) !== 1) return undefined;
  if (form === turned.of) return { by: turned.by, within: 0 };
  return form.multiple?.of === turned.of ? { by: form.multiple.by * turned.by, within: form.multiple.within } : undefined;
}

/** Of the t that the second goes with most; undefined where it goes with none. */
function slopeBetween(form: AffineForm, of: AffineForm): number | undefined {
  let most = 0;
  for (let place = 1; place < of.base.length; place++) if (Math.abs(of.base[place]) > Math.abs(of.base[most])) most = place;
  const slope = coefficientOf(form, most) / coefficientOf(of, most);
  return Number.isFinite(slope) ? slope : undefined;
}
