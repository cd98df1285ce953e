// Power series up to a term, whose terms are bounds: what arithmetic and functions make of those of one variable. All terms of a result hold the
// derivatives, divided by k!, at every number of the interval that the series of the variable begins with.

import type { SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { squareOf } from "../../train/target/enclosure/functions.ts";
import { holds0, negative, plus, point, reciprocal, times, type Range } from "../../train/target/enclosure/outward.ts";
import { productTerm, type Series } from "../../train/target/enclosure/series.ts";

/** Thrown where a function may have no value, or nothing is known of its derivatives. */
export class NoSeries extends Error {}

const ZERO = point(0);

export class SeriesAlgebra {
  /** Further terms are left out; what a series lacks up to here is 0. */
  private readonly last: number;

  constructor(last: number) {
    this.last = last;
  }

  sumOf(one: Series, other: Series): Series {
    const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
    return longer.map((term, k) => (k < shorter.length ? plus(term, shorter[k]) : term));
  }

  negativeOf(of: Series): Series {
    return of.map(negative);
  }

  differenceOf(one: Series, other: Series): Series {
    return this.sumOf(one, this.negativeOf(other));
  }

  productOf(one: Series, other: Series): Series {
    const length = Math.min(this.last + 1, one.length + other.length - 1);
    const product = Array.from({ length }, (_, k) => productTerm(one, other, k));
    return one === other ? [squareOf(one[0]), ...product.slice(1)] : product;
  }

  /** q·other = one, term by term. */
  quotientOf(one: Series, other: Series): Series {
    if (holds0(other[0])) throw new NoSeries();
    const inverse = reciprocal(other[0]);
    const terms: Range[] = [];
    for (let k = 0; k <= this.last; k++) {
      const rest = other.slice(1, k + 1).reduce((sum, term, j) => plus(sum, times(term, terms[k - 1 - j])), ZERO);
      terms.push(times(k === 0 ? one[0] : plus(one[k] ?? ZERO, negative(rest)), inverse));
    }
    return terms;
  }

  /** The function's series about the first term, of what the others add to it. */
  through(of: Series, boundsOf: SmoothBounds): Series {
    const over = boundsOf(of[0].low, of[0].high);
    if (over === undefined) throw new NoSeries();
    if (this.last === 0 || of.length === 1) return [over.value];
    if (this.last === 1) return [over.value, times(over.slope, of[1])];
    const terms = over.series?.(this.last);
    if (terms === undefined) throw new NoSeries();
    const step = [ZERO, ...of.slice(1)];
    let found: Series = [terms[this.last]];
    for (let k = this.last - 1; k >= 0; k--) {
      const product = this.productOf(found, step);
      found = [terms[k], ...product.slice(1)];
    }
    return [over.value, times(over.slope, of[1]), ...found.slice(2)];
  }
}
