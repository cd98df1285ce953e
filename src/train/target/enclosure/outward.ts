// Intervals of float64 numbers whose ends are moved outward by more than float64 arithmetic may have lost of them.

/** Every real number from low to high, and no other; infinite ends where there is no bound. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export const EVERYTHING: Range = { low: -Infinity, high: Infinity };

/** Four units in the last place: more than an operation or a function of numeric/elementary loses; and what subnormal results may lose. */
const [LOST, LEAST] = [2 ** -50, 2 ** -1070];

export function point(value: number): Range {
  return { low: value, high: value };
}

/**
 * What lies between rounded ends. NaN says that nothing is known; a lower end that is infinite, or such an upper one, that a number is beyond
 * what float64 holds, which is no bound of it on the other side.
 */
export function outward(low: number, high: number): Range {
  if (Number.isNaN(low) || Number.isNaN(high)) return EVERYTHING;
  return {
    low: low === Infinity ? Number.MAX_VALUE : low - Math.abs(low) * LOST - LEAST,
    high: high === -Infinity ? -Number.MAX_VALUE : high + Math.abs(high) * LOST + LEAST,
  };
}

/** Whether it may be 0. */
export function holds0({ low, high }: Range): boolean {
  return low <= 0 && high >= 0;
}

export function plus(one: Range, other: Range): Range {
  return outward(one.low + other.low, one.high + other.high);
}

export function negative({ low, high }: Range): Range {
  return { low: -high, high: -low };
}

/** 0 times infinity is 0 here: an end is infinite where there is no bound, and 0 times any number is 0. */
export function times(one: Range, other: Range): Range {
  const [first, second] = [product(one.low, other.low), product(one.low, other.high)];
  const [third, fourth] = [product(one.high, other.low), product(one.high, other.high)];
  return outward(Math.min(first, second, third, fourth), Math.max(first, second, third, fourth));
}

function product(left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : left * right;
}

/** 1 / range, of what is not 0. */
export function reciprocal({ low, high }: Range): Range {
  if (low < 0 && high > 0) return EVERYTHING;
  if (low === 0 && high === 0) return EVERYTHING;
  return outward(high === 0 ? -Infinity : 1 / high, low === 0 ? Infinity : 1 / low);
}

export function hullOf(one: Range, other: Range): Range {
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) };
}

/** What is in both, which are bounds of the same number. */
export function common(one: Range, other: Range): Range {
  return { low: Math.max(one.low, other.low), high: Math.min(one.high, other.high) };
}

/** Of a function that never falls. */
export function rising(of: (x: number) => number): (range: Range) => Range {
  return ({ low, high }) => outward(of(low), of(high));
}

/** Of a function that never rises. */
export function falling(of: (x: number) => number): (range: Range) => Range {
  return ({ low, high }) => outward(of(high), of(low));
}

/** The largest magnitude. */
export function magnitude({ low, high }: Range): number {
  return Math.max(Math.abs(low), Math.abs(high));
}

/**
 * The part of bounds that lies in a domain, where no more of them lies outside than their having been moved outward may account for; else
 * undefined.
 */
export function within({ low, high }: Range, domain: Range): Range | undefined {
  const doubt = 2 ** -46;
  const isInside =
    (domain.low === -Infinity || low >= domain.low - doubt * (1 + Math.abs(domain.low))) &&
    (domain.high === Infinity || high <= domain.high + doubt * (1 + Math.abs(domain.high)));
  return isInside ? { low: Math.min(Math.max(low, domain.low), domain.high), high: Math.max(Math.min(high, domain.high), domain.low) } : undefined;
}
