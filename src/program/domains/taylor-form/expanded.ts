// A polynomial for a smooth function over an interval, and how far the function is from it at the most: its Taylor polynomial of a higher degree
// whose last terms have Chebyshev's lower ones in their place, which are nearest to them; or the line of affine forms where that is nearer.

import { LEAST, LOST, UP, type Bounds, type SmoothBounds } from "../affine-algebra.ts";
import { linearised } from "../affine-form/linearised.ts";

/** No value at centre + s, with |s| ≤ reach, is further than `aside` + `lost` from Σ coefficients[k]·s^k; all lie between low and high. */
export interface Expanded extends Bounds {
  readonly centre: number;
  readonly coefficients: Float64Array;
  readonly aside: number;
  readonly lost: number;
}

/** Terms that are computed beyond the order: of what is beyond them there is a bound alone. */
const MORE_TERMS = 2;

/** Undefined where the function may have no value, or nothing is known of its derivatives. */
export function expanded(boundsOf: SmoothBounds, order: number, low: number, high: number): Expanded | undefined {
  const whole = boundsOf(low, high);
  if (whole === undefined) return undefined;
  const found = bySeries(boundsOf, order, low, high, whole.value);
  // Where it leaves much of the function aside a chord may be nearer, of which more is known: its ends, and slopes of parts.
  if (found !== undefined && found.aside * 8 < whole.value.high - whole.value.low) return found;
  const line = byLine(boundsOf, low, high);
  return found === undefined || (line !== undefined && line.aside < found.aside) ? line : found;
}

function bySeries(boundsOf: SmoothBounds, order: number, low: number, high: number, value: Bounds): Expanded | undefined {
  const centre = low / 2 + high / 2;
  const reach = Math.max(high - centre, centre - low) * UP;
  const last = order + MORE_TERMS;
  const [at, over] = [boundsOf(centre, centre)?.series?.(last), boundsOf(low, high)?.series?.(last + 1)];
  if (at === undefined || over === undefined) return undefined;
  const terms = new Float64Array(last + 1);
  const powers = powersOf(reach, last + 1);
  let lost = 0;
  for (let k = 0; k <= last; k++) {
    terms[k] = at[k].low / 2 + at[k].high / 2;
    lost += (Math.max(at[k].high - terms[k], terms[k] - at[k].low) + Math.abs(terms[k]) * LOST) * powers[k];
  }
  let aside = Math.max(-over[last + 1].low, over[last + 1].high) * powers[last + 1];
  for (let degree = last; degree > order; degree--) {
    const { least, lower } = CHEBYSHEV[degree];
    aside += Math.abs(terms[degree]) * powers[degree] * least;
    for (let k = degree - 2; k >= 0; k -= 2) {
      const change = terms[degree] * lower[k] * powers[degree - k];
      terms[k] += change;
      lost += (Math.abs(change) + Math.abs(terms[k])) * powers[k] * LOST * 4;
    }
  }
  const isKnown = aside < Infinity && lost < Infinity;
  return isKnown ? { centre, coefficients: terms.subarray(0, order + 1), aside: aside * UP + LEAST, lost: lost * UP + LEAST, low: value.low, high: value.high } : undefined;
}

function byLine(boundsOf: SmoothBounds, low: number, high: number): Expanded | undefined {
  const line = linearised(boundsOf, low, high);
  if (line === undefined) return undefined;
  const { slope, offset, aside } = line;
  return { centre: 0, coefficients: Float64Array.of(offset, slope), aside, lost: 0, low: line.low, high: line.high };
}

/** No power of a number up to `reach` is larger. */
function powersOf(reach: number, last: number): Float64Array {
  const powers = new Float64Array(last + 1).fill(1);
  for (let k = 1; k <= last; k++) powers[k] = powers[k - 1] * reach * UP + LEAST;
  return powers;
}

interface NearestLower {
  /** No polynomial of a lower degree is nearer to x^degree than this, where |x| ≤ 1. */
  readonly least: number;
  /** The one that is so near. */
  readonly lower: readonly number[];
}

const HIGHEST = 12;

/** By degree: x^n is T_n(x)/2^(n−1), which is no larger than 1/2^(n−1), and a polynomial of a lower degree. */
const CHEBYSHEV: readonly NearestLower[] = chebyshevPolynomials(HIGHEST).map((polynomial, degree) => {
  const least = degree === 0 ? 1 : 2 ** (1 - degree);
  return { least, lower: polynomial.slice(0, degree).map((coefficient) => (coefficient === 0 ? 0 : -coefficient * least)) };
});

/** T_0 = 1, T_1 = x, T_(n+1) = 2x·T_n − T_(n−1), in whole numbers. */
function chebyshevPolynomials(highest: number): readonly (readonly number[])[] {
  const all: (readonly number[])[] = [[1], [0, 1]];
  for (let degree = 2; degree <= highest; degree++) {
    const [one, before] = [all[degree - 1], all[degree - 2]];
    all.push([0, ...one].map((coefficient, place) => (place === 0 ? 0 : 2 * coefficient) - (before[place] ?? 0)));
  }
  return all;
}
