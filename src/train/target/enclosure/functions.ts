// Bounds of the functions of target expressions over intervals, and of their derivatives: a row for each function of vocabulary.ts.

import {
  acos, acosh, asin, asinh, atan, atanh, cbrt, cos, cosh, exp, expm1, log, log10, log1p, log2, sin, sinh, sqrt, tan, tanh,
} from "../../../numeric/elementary/index.ts";
import { EVERYTHING, falling, negative, outward, plus, point, reciprocal, rising, times, type Range } from "./outward.ts";

/** A function of one argument on an interval. */
export interface FunctionRanges {
  /** Where it is a real number; everywhere where absent. */
  readonly domain?: Range;
  /** It has no value at the ends of its domain. */
  readonly isOpen?: true;
  value(range: Range): Range;
  /** Of the derivative, or of all difference quotients where there is none. */
  slope(range: Range): Range;
}

const ONE = point(1);
const FROM_0: Range = { low: 0, high: Infinity };
const UNIT: Range = { low: -1, high: 1 };

export const FUNCTION_RANGES: ReadonlyMap<string, FunctionRanges> = new Map<string, FunctionRanges>([
  ["acos", { domain: UNIT, value: falling(acos), slope: (x) => negative(reciprocal(root(oneMinusSquare(x)))) }],
  ["acosh", { domain: { low: 1, high: Infinity }, value: rising(acosh), slope: (x) => reciprocal(root(atLeast0(plus(squareOf(x), point(-1))))) }],
  ["asin", { domain: UNIT, value: rising(asin), slope: (x) => reciprocal(root(oneMinusSquare(x))) }],
  ["asinh", { value: rising(asinh), slope: (x) => reciprocal(root(plus(squareOf(x), ONE))) }],
  ["atan", { value: rising(atan), slope: (x) => reciprocal(plus(squareOf(x), ONE)) }],
  ["atanh", { domain: UNIT, isOpen: true, value: rising(atanh), slope: (x) => reciprocal(oneMinusSquare(x)) }],
  ["cbrt", { value: rising(cbrt), slope: (x) => reciprocal(times(point(3), squareOf(rising(cbrt)(x)))) }],
  ["cos", { value: cosine, slope: (x) => negative(sine(x)) }],
  ["cosh", { value: hyperbolicCosine, slope: rising(sinh) }],
  ["exp", { value: rising(exp), slope: rising(exp) }],
  ["expm1", { value: rising(expm1), slope: rising(exp) }],
  ["log", { domain: FROM_0, isOpen: true, value: rising(log), slope: reciprocal }],
  ["log10", { domain: FROM_0, isOpen: true, value: rising(log10), slope: (x) => reciprocal(times(x, outward(Math.LN10, Math.LN10))) }],
  ["log1p", { domain: { low: -1, high: Infinity }, isOpen: true, value: rising(log1p), slope: (x) => reciprocal(atLeast0(plus(x, ONE))) }],
  ["log2", { domain: FROM_0, isOpen: true, value: rising(log2), slope: (x) => reciprocal(times(x, outward(Math.LN2, Math.LN2))) }],
  ["sin", { value: sine, slope: cosine }],
  ["sinh", { value: rising(sinh), slope: hyperbolicCosine }],
  ["sqrt", { domain: FROM_0, value: rising(sqrt), slope: (x) => reciprocal(times(point(2), rising(sqrt)(x))) }],
  ["tan", { value: tangent, slope: tangentSlope }],
  ["tanh", { value: rising(tanh), slope: (x) => oneMinusSquare(rising(tanh)(x)) }],
  ["abs", { value: absolute, slope: ({ low, high }) => (low >= 0 ? ONE : high <= 0 ? point(-1) : UNIT) }],
  ["sign", { value: steps(Math.sign), slope: slopeOfSteps(Math.sign) }],
  ["floor", { value: steps(Math.floor), slope: slopeOfSteps(Math.floor) }],
  ["ceil", { value: steps(Math.ceil), slope: slopeOfSteps(Math.ceil) }],
  ["square", { value: squareOf, slope: (x) => times(point(2), x) }],
  ["cube", { value: rising((x) => x * x * x), slope: (x) => times(point(3), squareOf(x)) }],
]);

export function squareOf(range: Range): Range {
  const { low, high } = absolute(range);
  return outward(low * low, high * high);
}

/** Of a number that is not below 0 even where its bounds, which were moved outward, are. */
export function atLeast0({ low, high }: Range): Range {
  return { low: Math.max(0, low), high: Math.max(0, high) };
}

/** 1 − x², of |x| ≤ 1. */
function oneMinusSquare(range: Range): Range {
  return atLeast0(plus(ONE, negative(squareOf(range))));
}

function absolute({ low, high }: Range): Range {
  const magnitudes = [Math.abs(low), Math.abs(high)];
  return { low: low <= 0 && high >= 0 ? 0 : Math.min(...magnitudes), high: Math.max(...magnitudes) };
}

function root(range: Range): Range {
  return atLeast0(rising(sqrt)(range));
}

function hyperbolicCosine(range: Range): Range {
  const { low, high } = absolute(range);
  return outward(cosh(low), cosh(high));
}

/** Beyond it nothing is said of where in its period an argument is. */
const LARGEST_ANGLE = 2 ** 24;

function cosine(range: Range): Range {
  return wave(range, cos, 0);
}

function sine(range: Range): Range {
  return wave(range, sin, Math.PI / 2);
}

/** @param crest where the function, whose period is 2π, is 1. */
function wave({ low, high }: Range, of: (x: number) => number, crest: number): Range {
  if (!(low >= -LARGEST_ANGLE && high <= LARGEST_ANGLE)) return UNIT;
  const ends = [of(low), of(high)];
  const top = holdsOne(low, high, crest, 2 * Math.PI) ? 1 : Math.max(...ends);
  const bottom = holdsOne(low, high, crest + Math.PI, 2 * Math.PI) ? -1 : Math.min(...ends);
  return outward(bottom, top);
}

/** Whether an interval may hold first + n·period; for sure where it is not told. */
function holdsOne(low: number, high: number, first: number, period: number): boolean {
  const doubt = 2 ** -20;
  return Math.floor((high - first) / period + doubt) >= Math.ceil((low - first) / period - doubt);
}

function tangent({ low, high }: Range): Range {
  if (!(low >= -LARGEST_ANGLE && high <= LARGEST_ANGLE) || holdsOne(low, high, Math.PI / 2, Math.PI)) return EVERYTHING;
  return outward(tan(low), tan(high));
}

/** Over a pole it falls from one end to the other, though its derivative is never below 1. */
function tangentSlope(range: Range): Range {
  const value = tangent(range);
  return value === EVERYTHING ? EVERYTHING : plus(ONE, squareOf(value));
}

/** Of a function whose values are exact. */
function steps(of: (x: number) => number): (range: Range) => Range {
  return ({ low, high }) => ({ low: of(low), high: of(high) });
}

function slopeOfSteps(of: (x: number) => number): (range: Range) => Range {
  return ({ low, high }) => (of(low) === of(high) ? point(0) : FROM_0);
}
