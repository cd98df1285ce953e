// Bounds of a function and of its derivative by one variable over an interval: what arithmetic makes of them.

import { common, EVERYTHING, holds0, hullOf, magnitude, negative, plus, point, reciprocal, times, type Range } from "./outward.ts";

/** The derivative is bounded where there is one; where there is none the bounds are those of all difference quotients. */
export interface Jet {
  readonly value: Range;
  readonly slope: Range;
}

export const NOTHING_KNOWN: Jet = { value: EVERYTHING, slope: EVERYTHING };

/** Thrown where a part of a target may have no value: then the target has none, whatever is made of that part. */
export class NotDefined extends Error {}

const NONE = point(0);

export function constantJet(value: number): Jet {
  return { value: point(value), slope: NONE };
}

export function variableJet(range: Range): Jet {
  return { value: range, slope: point(1) };
}

/** Of what does not change with the variable. */
export function steadyJet(range: Range): Jet {
  return { value: range, slope: NONE };
}

export function isConstant({ value, slope }: Jet): boolean {
  return value.low === value.high && slope.low === 0 && slope.high === 0;
}

export function addJets(one: Jet, other: Jet): Jet {
  return { value: plus(one.value, other.value), slope: plus(one.slope, other.slope) };
}

export function negateJet({ value, slope }: Jet): Jet {
  return { value: negative(value), slope: negative(slope) };
}

export function multiplyJets(one: Jet, other: Jet): Jet {
  return { value: times(one.value, other.value), slope: plus(times(one.slope, other.value), times(one.value, other.slope)) };
}

/** @throws NotDefined where the divisor may be 0. */
export function divideJets(one: Jet, other: Jet): Jet {
  if (holds0(other.value)) throw new NotDefined();
  const inverse = reciprocal(other.value);
  const value = times(one.value, inverse);
  return { value, slope: times(plus(one.slope, negative(times(value, other.slope))), inverse) };
}

/** Whichever of the two is taken where; they meet where they change. */
export function extremeJet(one: Jet, other: Jet, larger: boolean): Jet {
  const [upper, lower] = larger ? [one, other] : [negateJet(one), negateJet(other)];
  const found = greater(upper, lower);
  return larger ? found : negateJet(found);
}

function greater(one: Jet, other: Jet): Jet {
  if (one.value.low >= other.value.high) return one;
  if (other.value.low >= one.value.high) return other;
  const value = { low: Math.max(one.value.low, other.value.low), high: Math.max(one.value.high, other.value.high) };
  return { value, slope: hullOf(one.slope, other.slope) };
}

/** Either of the two, with a jump between them. */
export function eitherJet(one: Jet, other: Jet): Jet {
  return { value: hullOf(one.value, other.value), slope: EVERYTHING };
}

/**
 * Better bounds of the value, from the value in the middle of an interval and the derivative (the mean value form).
 *
 * @param reach how far from the middle the ends are.
 */
export function fromTheMiddle({ value, slope }: Jet, middle: Range, reach: number): Range {
  const strayed = magnitude(slope) === Infinity ? EVERYTHING : times(slope, { low: -reach, high: reach });
  return common(value, plus(middle, strayed));
}
