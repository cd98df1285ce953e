// Taylor series of the functions of target expressions: bounds of their derivatives of each order k over an interval, divided by k!. Most follow from a
// differential equation. A row for each function that has derivatives.

import { exp } from "../../../numeric/elementary/index.ts";
import { atLeast0, FUNCTION_RANGES, squareOf } from "./functions.ts";
import { negative, outward, plus, point, reciprocal, rising, times, type Range } from "./outward.ts";
import { integral, negativeSeries, over, powerSeries, productTerm, scaledSeries, solved, stepFrom, type Series } from "./series.ts";

/** The terms up to one, over an interval of the function's domain; without bounds where a derivative has none. */
export type Expansion = (x: Range, last: number) => Series;

const ONE = point(1);

export const EXPANSIONS: ReadonlyMap<string, Expansion> = new Map<string, Expansion>([
  ["acos", (x, last) => negativeSeries(byRootOf(valueOf("acos", x, negative), [1, 0, -1], x, last))],
  ["acosh", (x, last) => byRootOf(valueOf("acosh", x), [-1, 0, 1], x, last)],
  ["asin", (x, last) => byRootOf(valueOf("asin", x), [1, 0, -1], x, last)],
  ["asinh", (x, last) => byRootOf(valueOf("asinh", x), [1, 0, 1], x, last)],
  ["atan", (x, last) => integral(valueOf("atan", x), inverseOf(quadratic([1, 0, 1], x), last - 1))],
  ["atanh", (x, last) => integral(valueOf("atanh", x), inverseOf(quadratic([1, 0, -1], x), last - 1))],
  ["cbrt", (x, last) => powerSeries(stepFrom(x), outward(1 / 3, 1 / 3), valueOf("cbrt", x), last)],
  ["cos", (x, last) => alternating(valueOf("cos", x), negative(valueOf("sin", x)), -1, last)],
  ["cosh", (x, last) => alternating(valueOf("cosh", x), valueOf("sinh", x), 1, last)],
  ["exp", (x, last) => ofExponential(valueOf("exp", x), last)],
  ["expm1", (x, last) => [valueOf("expm1", x), ...ofExponential(rising(exp)(x), last).slice(1)]],
  ["log", (x, last) => integral(valueOf("log", x), inverseOf(stepFrom(x), last - 1))],
  ["log10", (x, last) => integral(valueOf("log10", x), scaledSeries(inverseOf(stepFrom(x), last - 1), reciprocal(outward(Math.LN10, Math.LN10))))],
  ["log1p", (x, last) => integral(valueOf("log1p", x), inverseOf(stepFrom(plus(x, ONE)), last - 1))],
  ["log2", (x, last) => integral(valueOf("log2", x), scaledSeries(inverseOf(stepFrom(x), last - 1), reciprocal(outward(Math.LN2, Math.LN2))))],
  ["sin", (x, last) => alternating(valueOf("sin", x), valueOf("cos", x), -1, last)],
  ["sinh", (x, last) => alternating(valueOf("sinh", x), valueOf("cosh", x), 1, last)],
  ["sqrt", (x, last) => powerSeries(stepFrom(x), point(0.5), valueOf("sqrt", x), last)],
  ["tan", (x, last) => solved(valueOf("tan", x), last, (y, k) => (k === 0 ? plus(ONE, squareOf(y[0])) : productTerm(y, y, k)))],
  ["tanh", (x, last) => solved(valueOf("tanh", x), last, (y, k) => (k === 0 ? slopeOf("tanh", x) : negative(productTerm(y, y, k))))],
  ["square", (x, last) => whole([valueOf("square", x), times(point(2), x), ONE], last)],
  ["cube", (x, last) => whole([valueOf("cube", x), times(point(3), squareOf(x)), times(point(3), x), ONE], last)],
]);

function rowOf(name: string): { readonly value: (x: Range) => Range; readonly slope: (x: Range) => Range } {
  const row = FUNCTION_RANGES.get(name);
  if (row === undefined) throw new RangeError(`nothing is known of ${name}`);
  return row;
}

function valueOf(name: string, x: Range, then: (value: Range) => Range = (value) => value): Range {
  return then(rowOf(name).value(x));
}

function slopeOf(name: string, x: Range): Range {
  return rowOf(name).slope(x);
}

/** y' = y. */
function ofExponential(first: Range, last: number): Series {
  return solved(first, last, (y, k) => y[k]);
}

/** y'' = sign·y. */
function alternating(value: Range, slope: Range, sign: 1 | -1, last: number): Series {
  const terms = [value, slope];
  for (let k = 2; k <= last; k++) terms.push(over(sign > 0 ? terms[k - 2] : negative(terms[k - 2]), k * (k - 1)));
  return terms.slice(0, last + 1);
}

/** 1/series. */
function inverseOf(series: Series, last: number): Series {
  return powerSeries(series, point(-1), reciprocal(series[0]), last);
}

/** a + b·(x + s) + c·(x + s)², which is above 0. */
function quadratic([a, b, c]: readonly [number, number, number], x: Range): Series {
  const value = plus(plus(point(a), times(point(b), x)), times(point(c), squareOf(x)));
  return [atLeast0(value), plus(point(b), times(point(2 * c), x)), point(c)];
}

/** y' = 1/√quadratic. */
function byRootOf(first: Range, coefficients: readonly [number, number, number], x: Range, last: number): Series {
  const square = quadratic(coefficients, x);
  return integral(first, powerSeries(square, point(-0.5), reciprocal(rowOf("sqrt").value(square[0])), last - 1));
}

/** Of a polynomial: all further terms are 0. */
function whole(terms: Series, last: number): Series {
  return Array.from({ length: last + 1 }, (_, k) => (k < terms.length ? terms[k] : point(0)));
}
