// A growing series of numbers kept in a bounded number of stretches, each by its mean, least and greatest. Draws nothing.

/** Stretches of equal length, the last one shorter where the series ends within it. */
export interface Stretches {
  /** Numbers in each stretch: a power of two. */
  readonly stride: number;
  /** How many stretches stand before the first one here. */
  readonly from: number;
  /** How many numbers the whole series has. */
  readonly length: number;
  readonly means: readonly number[];
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

/** Whenever the stretches become too many, pairs of them are made one: a number costs the same however long the series is. */
export class ThinnedSeries {
  private readonly sums: Float64Array;
  private readonly lows: Float64Array;
  private readonly highs: Float64Array;
  private readonly most: number;
  private taken = 0;
  private latest = NaN;
  private width = 1;

  /** @param most stretches at any time; an even number, at least 2. */
  constructor(most: number) {
    if (!(most >= 2 && most % 2 === 0)) throw new RangeError(`${most} stretches cannot be halved`);
    this.most = most;
    this.sums = new Float64Array(most);
    this.lows = new Float64Array(most);
    this.highs = new Float64Array(most);
  }

  /** Numbers taken in. */
  get length(): number {
    return this.taken;
  }

  /** NaN before there is one. */
  get last(): number {
    return this.latest;
  }

  get stride(): number {
    return this.width;
  }

  /** Stretches that no further number can change, unless the stride does. */
  get complete(): number {
    return Math.floor(this.taken / this.width);
  }

  /** Takes in what the whole series so far has beyond what was taken already. */
  extend(series: Float64Array): void {
    for (let i = this.taken; i < series.length; i++) this.push(series[i]);
  }

  push(value: number): void {
    if (this.taken === this.most * this.width) this.halve();
    const stretch = Math.floor(this.taken / this.width);
    if (this.taken % this.width === 0) {
      this.sums[stretch] = 0;
      this.lows[stretch] = Infinity;
      this.highs[stretch] = -Infinity;
    }
    this.sums[stretch] += value;
    if (value < this.lows[stretch]) this.lows[stretch] = value;
    if (value > this.highs[stretch]) this.highs[stretch] = value;
    this.latest = value;
    this.taken++;
  }

  stretches(from = 0): Stretches {
    const count = Math.ceil(this.taken / this.width);
    const means: number[] = [];
    for (let i = from; i < count; i++) means.push(this.sums[i] / (Math.min(this.taken, (i + 1) * this.width) - i * this.width));
    return {
      stride: this.width,
      from,
      length: this.taken,
      means,
      lows: [...this.lows.subarray(from, Math.max(from, count))],
      highs: [...this.highs.subarray(from, Math.max(from, count))],
    };
  }

  private halve(): void {
    for (let i = 0; i < this.most / 2; i++) {
      this.sums[i] = this.sums[2 * i] + this.sums[2 * i + 1];
      this.lows[i] = Math.min(this.lows[2 * i], this.lows[2 * i + 1]);
      this.highs[i] = Math.max(this.highs[2 * i], this.highs[2 * i + 1]);
    }
    this.width *= 2;
  }
}
