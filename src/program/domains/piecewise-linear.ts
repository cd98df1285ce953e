// Functions of one variable that are linear between finitely many places, exactly: a domain Programs can be run in. Knows no
// operator; the operators' rows say what becomes of such functions.

import type { Dyadic } from "./dyadic.ts";
import { add, areEqual, multiply, negate, signOf, ZERO } from "./dyadic.ts";
import type { Rational } from "./rational.ts";
import { compare, product, quotient, rational, rationalOf, sum as plus } from "./rational.ts";

/** slope·x + intercept. */
export interface Linear {
  readonly slope: Dyadic;
  readonly intercept: Dyadic;
}

/** On an open interval; what its value is at the breaks themselves is not said. */
export interface PiecewiseLinear {
  /** Ascending, in the interior of the interval. */
  readonly breaks: readonly Rational[];
  /** One before the first break and one after each. */
  readonly pieces: readonly Linear[];
}

/** What a Program's expression is where every number is a function of the input: a function, or where one is less than another. */
export type LinearValue = PiecewiseLinear | Comparison;

/** Where the sign of a difference is one that holds: −1, 0 (on a whole piece) or 1. */
export interface Comparison {
  readonly difference: PiecewiseLinear;
  readonly holds: (sign: number) => boolean;
}

/** Why a result cannot be told: operands that are not constant are multiplied, or a quotient is no dyadic number. */
export type LinearRefusal = "not linear" | "not dyadic";

/** An open interval. */
export interface OpenInterval {
  readonly low: Rational;
  readonly high: Rational;
}

/** The result of an operator on the open interval the functions are looked at on. */
export type LinearRule = (operands: readonly LinearValue[], interval: OpenInterval) => LinearValue | LinearRefusal;

/** The piece at x. */
export function valueAt({ slope, intercept }: Linear, x: Rational): Rational {
  return plus(product(rationalOf(slope), x), rationalOf(intercept));
}

export function isComparison(value: LinearValue): value is Comparison {
  return "holds" in value;
}

/** @throws RangeError where the value is a comparison: operators that take numbers get numbers. */
export function functionOf(value: LinearValue): PiecewiseLinear {
  if (isComparison(value)) throw new RangeError("a comparison stands in the place of a number");
  return value;
}

export function constantFunction(value: Dyadic): PiecewiseLinear {
  return { breaks: [], pieces: [{ slope: ZERO, intercept: value }] };
}

/** Its value where the function is constant. */
export function constantOf({ breaks, pieces: [piece] }: PiecewiseLinear): Dyadic | undefined {
  return breaks.length === 0 && piece !== undefined && signOf(piece.slope) === 0 ? piece.intercept : undefined;
}

export function sum(left: PiecewiseLinear, right: PiecewiseLinear): PiecewiseLinear {
  const breaks: Rational[] = [];
  const pieces: Linear[] = [];
  forEachPiece(left, right, (one, other, end) => {
    pieces.push({ slope: add(one.slope, other.slope), intercept: add(one.intercept, other.intercept) });
    if (end !== undefined) breaks.push(end);
  });
  return { breaks, pieces };
}

export function scaled({ breaks, pieces }: PiecewiseLinear, factor: Dyadic): PiecewiseLinear {
  return {
    breaks,
    pieces: pieces.map(({ slope, intercept }) => ({ slope: multiply(slope, factor), intercept: multiply(intercept, factor) })),
  };
}

export function negative({ breaks, pieces }: PiecewiseLinear): PiecewiseLinear {
  return { breaks, pieces: pieces.map(({ slope, intercept }) => ({ slope: negate(slope), intercept: negate(intercept) })) };
}

/** f(−x), on the mirror image of the interval. */
export function mirrored({ breaks, pieces }: PiecewiseLinear): PiecewiseLinear {
  return {
    breaks: breaks.map(({ numerator, denominator }) => rational(-numerator, denominator)).toReversed(),
    pieces: pieces.map(({ slope, intercept }) => ({ slope: negate(slope), intercept })).toReversed(),
  };
}

/** At each break the values that the pieces before and behind it come to. */
export function sidesOf({ breaks, pieces }: PiecewiseLinear): readonly (readonly [before: Rational, after: Rational])[] {
  return breaks.map((place, piece) => [valueAt(pieces[piece], place), valueAt(pieces[piece + 1], place)]);
}

/** Whether the pieces on both sides of every break meet there. */
export function isContinuous(of: PiecewiseLinear): boolean {
  return sidesOf(of).every(([before, after]) => compare(before, after) === 0);
}

/** `whenTrue` where the comparison holds, else `whenFalse`, on an interval. Breaks that nothing changes at are left out. */
export function selected(
  { difference, holds }: Comparison,
  whenTrue: PiecewiseLinear,
  whenFalse: PiecewiseLinear,
  interval: OpenInterval,
): PiecewiseLinear {
  const signs = signPieces(difference, interval);
  const breaks: Rational[] = [];
  const pieces: Linear[] = [];
  const both = pairPieces(whenTrue, whenFalse);
  forEachPiece(signs, both, (sign, [yes, no], end) => {
    pieces.push(holds(sign) ? yes : no);
    if (end !== undefined) breaks.push(end);
  });
  return simplified({ breaks, pieces });
}

/** Without the breaks at which the pieces on both sides are the same line. */
export function simplified({ breaks, pieces }: PiecewiseLinear): PiecewiseLinear {
  const kept = breaks.map((_, place) => !isSameLine(pieces[place], pieces[place + 1]));
  if (kept.every(Boolean)) return { breaks, pieces };
  return { breaks: breaks.filter((_, place) => kept[place]), pieces: pieces.filter((_, place) => place === 0 || kept[place - 1]) };
}

function isSameLine(left: Linear | undefined, right: Linear | undefined): boolean {
  return left !== undefined && right !== undefined && areEqual(left.slope, right.slope) && areEqual(left.intercept, right.intercept);
}

interface Pieces<Piece> {
  readonly breaks: readonly Rational[];
  readonly pieces: readonly Piece[];
}

/** The sign a function has on each piece, which is cut where it changes within. */
function signPieces({ breaks, pieces }: PiecewiseLinear, { low, high }: OpenInterval): Pieces<number> {
  const cuts: Rational[] = [];
  const signs: number[] = [];
  pieces.forEach(({ slope, intercept }, place) => {
    const begin = breaks[place - 1] ?? low;
    const end = breaks[place];
    const rising = signOf(slope);
    const root = rising === 0 ? undefined : quotient(negate(intercept), slope);
    if (root === undefined) signs.push(signOf(intercept));
    else if (compare(root, begin) <= 0) signs.push(rising);
    else if (compare(root, end ?? high) >= 0) signs.push(-rising);
    else {
      signs.push(-rising, rising);
      cuts.push(root);
    }
    if (end !== undefined) cuts.push(end);
  });
  return { breaks: cuts, pieces: signs };
}

function pairPieces(left: PiecewiseLinear, right: PiecewiseLinear): Pieces<readonly [Linear, Linear]> {
  const breaks: Rational[] = [];
  const pieces: (readonly [Linear, Linear])[] = [];
  forEachPiece(left, right, (one, other, end) => {
    pieces.push([one, other]);
    if (end !== undefined) breaks.push(end);
  });
  return { breaks, pieces };
}

/** Visits the pieces of two functions side by side, cut at the breaks of both; the last piece has no end. */
function forEachPiece<Left, Right>(
  left: Pieces<Left>,
  right: Pieces<Right>,
  visit: (left: Left, right: Right, end: Rational | undefined) => void,
): void {
  let i = 0;
  let j = 0;
  for (;;) {
    const one = left.pieces[i];
    const other = right.pieces[j];
    if (one === undefined || other === undefined) return;
    const leftEnd = left.breaks[i];
    const rightEnd = right.breaks[j];
    const order = leftEnd === undefined ? (rightEnd === undefined ? 0 : 1) : rightEnd === undefined ? -1 : compare(leftEnd, rightEnd);
    visit(one, other, order <= 0 ? leftEnd : rightEnd);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
}
