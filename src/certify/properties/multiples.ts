// What else a number is: a multiple of another one, or a function of one. Where two numbers meet that a selection takes, and how each goes on from there.

import { UP, type Bounds, type SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { add, dyadicOf, multiply, negate, signOf, type Dyadic } from "../../program/domains/dyadic.ts";
import { shapeOf } from "./function-shapes.ts";
import type { FollowedForm, Multiple } from "./followed-form.ts";

/** More are not looked at. */
const MOST_MULTIPLES = 4;

/** Those that are known, and of itself. */
export function multiplesOf(of: FollowedForm): readonly Multiple[] {
  return [...of.multiples.slice(0, MOST_MULTIPLES - 1), { of, by: 1, over: 1, plus: 0, isExact: true, through: undefined }];
}

export function constantMultiple(value: number): Multiple {
  return { of: undefined, by: 0, over: 1, plus: value, isExact: true, through: undefined };
}

/** The number that a form is, where it is a single one. */
function constantOf({ multiples }: FollowedForm): number | undefined {
  return multiples.find(({ by }) => by === 0)?.plus;
}

/** Sums that are exact. */
export function withConstant(one: FollowedForm, other: FollowedForm): readonly Multiple[] {
  const constant = constantOf(other);
  if (constant === undefined) return [];
  return multiplesOf(one).flatMap((of) => (of.plus === 0 || constant === 0 ? [{ ...of, plus: of.plus + constant }] : []));
}

/** Of multiples without a constant beside them. */
export function scaledBy(one: FollowedForm, other: FollowedForm): readonly Multiple[] {
  const constant = constantOf(other);
  if (constant === undefined) return [];
  return multiplesOf(one).flatMap((of) =>
    of.plus === 0 ? [{ ...of, by: of.by * constant, isExact: of.isExact && isExactProduct(of.by, constant) }] : [],
  );
}

/** Of what is divided by a constant, of multiples of which nothing else is known. */
export function dividedBy(one: FollowedForm, other: FollowedForm): readonly Multiple[] {
  const constant = constantOf(other);
  if (constant === undefined || constant === 0) return [];
  return multiplesOf(one).flatMap((of) => (of.plus === 0 && of.over === 1 && of.through === undefined ? [{ ...of, over: constant }] : []));
}

export function negativeMultiples(of: FollowedForm): readonly Multiple[] {
  return multiplesOf(of).map((one) => ({ ...one, by: -one.by, plus: -one.plus }));
}

/** Of a function of a number. */
export function multiplesThrough(of: FollowedForm, boundsOf: SmoothBounds): readonly Multiple[] {
  if (shapeOf(boundsOf)?.atZero === undefined) return [];
  return multiplesOf(of).flatMap((one) =>
    one.by !== 0 && one.plus === 0 && one.through === undefined ? [{ ...one, by: 1, through: { boundsOf, scale: one.by } }] : [],
  );
}

/** Products of float32 numbers are float64 numbers, and so are those with 1 and −1. */
function isExactProduct(one: number, other: number): boolean {
  return Math.abs(one) === 1 || Math.abs(other) === 1 || (Math.fround(one) === one && Math.fround(other) === other);
}

/** The sign of a multiple where it is known by that of its root, as bounds with ends at 0. */
export function signBounds(of: FollowedForm): Bounds {
  let [low, high] = [-Infinity, Infinity];
  for (const { of: root, by, over, plus, through } of of.multiples) {
    if (root === undefined || plus !== 0 || through !== undefined) continue;
    const isTurned = by < 0 !== over < 0;
    if (isTurned ? root.form.high <= 0 : root.form.low >= 0) low = 0;
    if (isTurned ? root.form.low >= 0 : root.form.high <= 0) high = 0;
  }
  return { low, high };
}

/** Two numbers that are the same where a difference is 0. */
export interface Meeting {
  /** By how much they get apart at the most where the difference goes from 0 to 1. */
  readonly apart: number;
  /** The sign of how the first one minus the second one goes with the difference there; undefined where that is not known. */
  readonly turn: -1 | 0 | 1 | undefined;
}

/** Undefined where they are not known to be the same where it is 0. */
export function meetingOf(difference: FollowedForm, one: FollowedForm, other: FollowedForm): Meeting | undefined {
  if (difference.compared !== undefined) {
    const [left, right] = difference.compared;
    if (one === left && other === right) return { apart: UP, turn: 1 };
    if (one === right && other === left) return { apart: UP, turn: -1 };
  }
  for (const chooser of multiplesOf(difference)) {
    if (chooser.by === 0 || chooser.through !== undefined) continue;
    const among = (of: FollowedForm): readonly Multiple[] => multiplesOf(of).filter(({ of: root, by }) => by === 0 || root === chooser.of);
    for (const left of among(one)) {
      for (const right of among(other)) {
        const found = meetingBeside(chooser, left, right);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

function meetingBeside(chooser: Multiple, left: Multiple, right: Multiple): Meeting | undefined {
  const { by, over, plus } = chooser;
  const at = plus === 0 ? 0 : Math.abs(by) === 1 && over === 1 ? -plus * by : undefined;
  const [from, to] = [left, right].map((of) => (at === undefined ? undefined : exactValue(of, at)));
  if (at === undefined || from === undefined || from !== to) return undefined;
  const [one, other] = [left, right].map((of) => steepnessOf(of, chooser.of, at));
  const size = Math.max(Math.abs(one.low), Math.abs(one.high)) + Math.max(Math.abs(other.low), Math.abs(other.high));
  const gap = Math.max(one.high - other.low, other.high - one.low);
  const turn = turnOf(left, right);
  return {
    apart: (((gap + size * 2 ** -40) * Math.abs(over)) / Math.abs(by)) * UP,
    turn: turn === undefined ? undefined : turn === 0 ? 0 : (turn < 0) !== (by < 0 !== over < 0) ? -1 : 1,
  };
}

/** Undefined where it may be rounded. */
function exactValue({ by, over, plus, through }: Multiple, at: number): number | undefined {
  if (by === 0 || at === 0) return plus;
  return Math.abs(by) === 1 && over === 1 && plus === 0 && through === undefined ? by * at : undefined;
}

/** How a multiple goes with its root, between where that is and the number given. */
function steepnessOf({ by, over, through }: Multiple, root: FollowedForm | undefined, at: number): Bounds {
  if (through === undefined || root === undefined) return { low: by / over, high: by / over };
  const { boundsOf, scale } = through;
  const factor = scale / over;
  const ends = [Math.min(root.form.low, at) * factor, Math.max(root.form.high, at) * factor].sort((one, other) => one - other);
  const slope = boundsOf(ends[0] - Math.abs(ends[0]) * 2 ** -40, ends[1] + Math.abs(ends[1]) * 2 ** -40)?.slope;
  if (slope === undefined) return { low: -Infinity, high: Infinity };
  const products = [slope.low * factor * by, slope.high * factor * by];
  return { low: Math.min(...products), high: Math.max(...products) };
}

/** The sign of how one goes with the root beyond the other, where both meet. */
function turnOf(one: Multiple, other: Multiple): -1 | 0 | 1 | undefined {
  const [first, second] = [one, other].map(slopeWhereTheyMeet);
  if (first === undefined || second === undefined) return undefined;
  const [numerator, denominator] = [apartOf(first, second), multiply(dyadicOf(first.over), dyadicOf(second.over))];
  const areExact = one.isExact && other.isExact;
  const sign = signOf(numerator) * signOf(denominator);
  const [left, right] = [first.by * first.scale * second.over, second.by * second.scale * first.over];
  const isClear = areExact || Math.abs(left - right) > (Math.abs(left) + Math.abs(right)) * 2 ** -40;
  return isClear ? (sign > 0 ? 1 : sign < 0 ? -1 : 0) : undefined;
}

interface Slope {
  readonly by: number;
  readonly scale: number;
  readonly over: number;
}

/** by · scale / over; of a function that meets anything only at 0. */
function slopeWhereTheyMeet({ by, over, through }: Multiple): Slope | undefined {
  if (through === undefined) return Number.isFinite(by) ? { by, scale: 1, over } : undefined;
  const isKnown = shapeOf(through.boundsOf)?.atZero === "as its argument" && Number.isFinite(by);
  return isKnown ? { by, scale: through.scale, over } : undefined;
}

function apartOf(one: Slope, other: Slope): Dyadic {
  const product = (by: number, scale: number, over: number): Dyadic => multiply(multiply(dyadicOf(by), dyadicOf(scale)), dyadicOf(over));
  return add(product(one.by, one.scale, other.over), negate(product(other.by, other.scale, one.over)));
}
