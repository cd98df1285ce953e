// Counts numbers in bins of equal width, to tell below which number how many of them lie.

import type { Range } from "./scale.ts";

const BINS = 8192;

export class Histogram {
  private readonly counts = new Float64Array(BINS);
  private readonly range: Range;
  private total = 0;

  /** @param range of all numbers that are added. */
  constructor(range: Range) {
    this.range = range;
  }

  add(elements: Float32Array): void {
    const { low, high } = this.range;
    const perUnit = high > low ? BINS / (high - low) : 0;
    for (const element of elements) this.counts[Math.min(BINS - 1, Math.floor((element - low) * perUnit))]++;
    this.total += elements.length;
  }

  /** The range without the share of the numbers that is outermost at each end, to a bin; the share is less than a half. */
  within(share: number): Range {
    const { low, high } = this.range;
    const leftOut = share * this.total;
    const width = (high - low) / BINS;
    return { low: low + width * binsWithin(this.counts, leftOut), high: high - width * binsWithin(this.counts.toReversed(), leftOut) };
  }
}

/** How many bins from the first on hold no more than so many numbers together. */
function binsWithin(counts: Float64Array, most: number): number {
  let [sum, bins] = [counts[0], 0];
  while (sum <= most && bins < counts.length - 1) sum += counts[++bins];
  return bins;
}
