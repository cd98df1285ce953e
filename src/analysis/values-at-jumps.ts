// What a program of one input is where it may jump, exactly: at single numbers, which functions on open intervals say nothing of.

import { negate, signOf } from "../program/domains/dyadic.ts";
import { functionOf, isComparison, simplified, valueAt, type LinearRule, type LinearValue, type OpenInterval, type PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { compare, exactly, quotient, type Rational } from "../program/domains/rational.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Program } from "../program/program.ts";
import { ELEMENT_LIMIT, runSelecting } from "./piecewise-linear-run.ts";

/** In real arithmetic. */
export interface ValuesAt {
  readonly place: Rational;
  /** Of each element of the outputs. */
  readonly values: readonly Rational[];
}

/** Places that are looked at. */
const MOST_PLACES = 1000;

/** The outputs as `piecewiseLinearOutputs` has them, and where they may jump. */
export interface LinesWithJumps {
  readonly outputs: readonly PiecewiseLinear[];
  /** In no order; at every other number the outputs are continuous. */
  readonly jumps: readonly ValuesAt[];
}

/** From `low` to `high`, both included. Undefined where they cannot be followed, or jump too often. */
export function valuesAtJumps(program: Program, low: number, high: number): readonly ValuesAt[] | undefined {
  return linesWithJumps(program, low, high, ELEMENT_LIMIT)?.jumps;
}

/** As `valuesAtJumps`, of a program of one input. */
export function linesWithJumps(program: Program, low: number, high: number, mostPieces: number): LinesWithJumps | undefined {
  const interval = { low: exactly(low), high: exactly(high) };
  const places: Rational[] = [];
  const select = (operands: readonly LinearValue[]): ReturnType<LinearRule> => {
    for (const place of jumpsOf(operands, interval)) if (places.length <= MOST_PLACES && !places.some((one) => compare(one, place) === 0)) places.push(place);
    return OPERATORS.select.linear?.(operands, interval) ?? "not linear";
  };
  const outputs = runSelecting(program, interval, mostPieces, select);
  if (typeof outputs === "string" || places.length > MOST_PLACES) return undefined;
  const jumps = places.flatMap((place): readonly ValuesAt[] => {
    const values = valuesAtPlace(program, place);
    return values === undefined ? [] : [{ place, values }];
  });
  return jumps.length === places.length ? { outputs: outputs.map(simplified), jumps } : undefined;
}

/** Lines stand for their values at one place alone. */
function valuesAtPlace(program: Program, place: Rational): readonly Rational[] | undefined {
  const select: LinearRule = ([condition, whenTrue, whenFalse]) => {
    if (!isComparison(condition)) return "not linear";
    return condition.holds(compare(valueAt(condition.difference.pieces[0], place), exactly(0))) ? whenTrue : whenFalse;
  };
  const found = runSelecting(program, { low: place, high: place }, ELEMENT_LIMIT, select);
  return typeof found === "string" ? undefined : found.map(({ pieces }) => valueAt(pieces[0], place));
}

/** Where the difference is 0 and what is selected from does not agree; where the difference jumps it does so for a selection before. */
function jumpsOf([condition, whenTrue, whenFalse]: readonly LinearValue[], interval: OpenInterval): readonly Rational[] {
  if (!isComparison(condition)) return [];
  const sides = [functionOf(whenTrue), functionOf(whenFalse)];
  return zerosOf(condition.difference, interval).filter((place) => {
    const [first, ...others] = sides.flatMap((side) => limitsAt(side, place));
    return others.some((other) => compare(other, first) !== 0);
  });
}

/** Of pieces that are not 0 everywhere, their ends included. */
function zerosOf({ breaks, pieces }: PiecewiseLinear, { low, high }: OpenInterval): readonly Rational[] {
  return pieces.flatMap(({ slope, intercept }, place) => {
    if (signOf(slope) === 0) return [];
    const zero = quotient(negate(intercept), slope);
    return compare(zero, breaks[place - 1] ?? low) < 0 || compare(zero, breaks[place] ?? high) > 0 ? [] : [zero];
  });
}

/** What the pieces before and behind a place come to: the same where it is no break. */
export function limitsAt({ breaks, pieces }: PiecewiseLinear, place: Rational): readonly [before: Rational, after: Rational] {
  let [from, to] = [0, breaks.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compare(breaks[middle], place) < 0) from = middle + 1;
    else to = middle;
  }
  const isBreak = from < breaks.length && compare(breaks[from], place) === 0;
  return [valueAt(pieces[from], place), valueAt(pieces[isBreak ? from + 1 : from], place)];
}
