// Replaces the steepest parts of a target by chords, so that float32 can follow. Decides nothing about how steep is too
// steep.

import type { Samples } from "./sample-target.ts";

export interface Extent {
  readonly least: number;
  readonly most: number;
  /** The largest |slope| between neighbouring samples. */
  readonly steepest: number;
}

export function extentOf({ points, values }: Samples): Extent {
  let [least, most, steepest] = [values[0], values[0], 0];
  for (let index = 1; index < points.length; index++) {
    least = Math.min(least, values[index]);
    most = Math.max(most, values[index]);
    steepest = Math.max(steepest, Math.abs((values[index] - values[index - 1]) / (points[index] - points[index - 1])));
  }
  return { least, most, steepest };
}

/**
 * The target with a straight line wherever its slope between samples is above `limit`, drawn wide enough to be less
 * steep. A network whose weights are of the size of a slope s rounds with errors of about s·2^-24 everywhere, also
 * where the target is flat: following a slope that is infinite at one point costs more than it gains.
 */
export function limitSlope(target: (x: number) => number, { points, values }: Samples, limit: number): (x: number) => number {
  const slopeBetween = (start: number, end: number): number =>
    Math.abs((values[end] - values[start]) / (points[end] - points[start]));
  const runs: { readonly start: number; readonly end: number }[] = [];
  for (let index = 1; index < points.length; index++) {
    if (slopeBetween(index - 1, index) <= limit) continue;
    let start = index - 1;
    let end = index;
    while (end < points.length - 1 && slopeBetween(end, end + 1) > limit) end++;
    while (slopeBetween(start, end) > limit && (start > 0 || end < points.length - 1)) {
      start = Math.max(0, start - 1);
      end = Math.min(points.length - 1, end + 1);
    }
    const last = runs.at(-1);
    if (last !== undefined && last.end >= start) runs[runs.length - 1] = { start: last.start, end };
    else runs.push({ start, end });
    index = Math.max(index, end);
  }
  return (x) => {
    for (const { start, end } of runs) {
      if (x <= points[start] || x >= points[end]) continue;
      const part = (x - points[start]) / (points[end] - points[start]);
      return values[start] + (values[end] - values[start]) * part;
    }
    return target(x);
  };
}
