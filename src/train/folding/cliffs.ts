// Finds the jumps and cliffs of a target and bridges them by lines that a network of float32 can follow. Decides nothing
// about which are worth bridging.

import type { Samples } from "./sample-target.ts";
import { extentOf } from "./steep.ts";

/** A line that stands in for the target; one over a jump at an end of the domain reaches beyond it. */
export interface Bridge {
  readonly start: number;
  readonly end: number;
  readonly startValue: number;
  readonly endValue: number;
}

/** What is bridged. */
export interface Steepness {
  /** The most of the domain and … */
  readonly within: number;
  /** … the least of the range in which the target changes … */
  readonly change: number;
  /** … and the least of that change between two neighbouring samples. */
  readonly atOnce: number;
}

/** Jumps, as far as float32 can tell. */
export const JUMPS: Steepness = { within: 2 ** -18, change: 2 ** -5, atOnce: 2 ** -2 };

/** Steep parts that float32 may not be able to follow. */
export const CLIFFS: Steepness = { within: 2 ** -12, change: 2 ** -2, atOnce: 0 };

/** How steep a bridge is, in ranges of the target per length of the domain: float32 loses some 2^-24 of it everywhere. */
const STEEPNESS = 2 ** 11;

/** Bridges centred on the jumps, in ascending order; none overlaps another. */
export function bridgesOver(target: (x: number) => number, samples: Samples, steepness: Steepness): Bridge[] {
  const { points, values } = samples;
  const { least, most } = extentOf(samples);
  if (!(most > least)) return [];
  const low = points[0];
  const high = points[points.length - 1];
  const slope = (STEEPNESS * (most - least)) / (high - low);
  const bridges: Bridge[] = [];
  for (const { from, to } of jumpsIn(samples, steepness, most - least)) {
    const middle = (points[from] + points[to]) / 2;
    const half = Math.max(points[to] - points[from], Math.abs(values[to] - values[from]) / slope) / 2;
    const last = bridges.at(-1);
    const joined = last !== undefined && middle - half <= last.end;
    if (joined) bridges.pop();
    const start = joined ? last.start : middle - half;
    const end = middle + half;
    bridges.push({ start, end, startValue: target(Math.max(low, start)), endValue: target(Math.min(high, end)) });
  }
  return bridges;
}

/** The target with the bridges in place. */
export function bridged(target: (x: number) => number, bridges: readonly Bridge[]): (x: number) => number {
  return (x) => {
    const bridge = bridges.find(({ start, end }) => x > start && x < end);
    if (bridge === undefined) return target(x);
    const { start, end, startValue, endValue } = bridge;
    return startValue + ((endValue - startValue) * (x - start)) / (end - start);
  };
}

interface Jump {
  readonly from: number;
  readonly to: number;
}

/** Runs of samples as steep as said, in ascending order. */
function jumpsIn({ points, values }: Samples, { within, change, atOnce }: Steepness, range: number): Jump[] {
  const last = points.length - 1;
  const widest = (points[last] - points[0]) * within;
  const least = range * change;
  const between = (from: number, to: number): number => Math.abs(values[to] - values[from]);
  const jumps: Jump[] = [];
  for (let from = 0; from < last; from++) {
    let to = from;
    while (to < last && points[to + 1] - points[from] <= widest && between(from, to) < least) to++;
    if (between(from, to) < least) continue;
    let start = to - 1;
    while (between(start, to) < least) start--;
    while (to < last && points[to + 1] - points[start] <= widest && values[to + 1] !== values[to]) to++;
    const steps = Array.from({ length: to - start }, (_, index) => between(start + index, start + index + 1));
    if (Math.max(...steps) >= atOnce * between(start, to)) jumps.push({ from: start, to });
    from = to - 1;
  }
  return jumps;
}
