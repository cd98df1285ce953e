// Puts together the stretches of a series as they arrive. Draws nothing.

import type { Stretches } from "../../numeric/thinned-series.ts";

export class ReceivedSeries {
  /** The middle of each stretch, in iterations from 1. */
  readonly middles: number[] = [];
  readonly means: number[] = [];
  readonly lows: number[] = [];
  readonly highs: number[] = [];

  /** What is here from `from` on is replaced. */
  take({ stride, from, length, means, lows, highs }: Stretches): void {
    for (const column of [this.middles, this.means, this.lows, this.highs]) column.length = Math.min(column.length, from);
    means.forEach((mean, i) => {
      const first = (from + i) * stride + 1;
      this.middles.push((first + Math.min(length, first + stride - 1)) / 2);
      this.means.push(mean);
      this.lows.push(lows[i]);
      this.highs.push(highs[i]);
    });
  }
}
