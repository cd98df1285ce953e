// Power series whose terms are bounds: of a function, its derivatives of each order k over an interval, divided by k!. Which functions there are
// is in expansions.ts.

import { negative, plus, point, reciprocal, times, type Range } from "./outward.ts";

/** By power of the step: the term of each, from 0 on. */
export type Series = readonly Range[];

/** x + s. */
export function stepFrom(x: Range): Series {
  return [x, point(1)];
}

const ZERO = point(0);

/** The term of a power of the product of both. */
export function productTerm(one: Series, other: Series, k: number): Range {
  let sum = ZERO;
  for (let left = Math.max(0, k - other.length + 1); left <= Math.min(k, one.length - 1); left++) sum = plus(sum, times(one[left], other[k - left]));
  return sum;
}

/** Of what is `first`, and whose derivative has the terms. */
export function integral(first: Range, slope: Series): Series {
  return [first, ...slope.map((term, k) => over(term, k + 1))];
}

/** Of y where y' follows from y: each term tells the next one. */
export function solved(first: Range, last: number, slopeTerm: (y: Series, k: number) => Range): Series {
  const terms = [first];
  for (let k = 0; k < last; k++) terms.push(over(slopeTerm(terms, k), k + 1));
  return terms;
}

/** Of base^power, where `first` is that of the base's first term, which is not 0: (base^power)'·base = power·base'·base^power. */
export function powerSeries(base: Series, power: Range, first: Range, last: number): Series {
  const inverse = reciprocal(base[0]);
  const terms = [first];
  for (let k = 1; k <= last; k++) {
    let sum = ZERO;
    for (let j = 1; j < Math.min(k + 1, base.length); j++) sum = plus(sum, times(times(plus(times(power, point(j)), point(j - k)), base[j]), terms[k - j]));
    terms.push(over(times(sum, inverse), k));
  }
  return terms;
}

export function scaledSeries(series: Series, by: Range): Series {
  return series.map((term) => times(term, by));
}

export function negativeSeries(series: Series): Series {
  return series.map(negative);
}

/** The term divided by a whole number. */
export function over(term: Range, whole: number): Range {
  return whole === 1 ? term : times(term, reciprocal(point(whole)));
}
