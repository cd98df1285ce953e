// Finds the jumps of a target and bridges them by steep lines, since a network of rectifiers is continuous. Does not
// look for what is only steep.

import type { Samples } from "./sample-target.ts";
import { extentOf } from "./steep.ts";

/** A line that stands in for the target; one over a jump at an end of the domain reaches beyond it. */
export interface Bridge {
  readonly start: number;
  readonly end: number;
  readonly startValue: number;
  readonly endValue: number;
}

/** A jump happens within this part of the domain … */
const WIDEST_JUMP = 2 ** -18;
/** … and is at least this part of the range. */
const LEAST_JUMP = 2 ** -5;
/** How steep a bridge is, in ranges of the target per length of the domain: float32 loses some 2^-24 of it everywhere. */
const STEEPNESS = 2 ** 11;

/** Bridges centred on the jumps, in ascending order; none overlaps another. */
export function bridgesOver(target: (x: number) => number, samples: Samples): Bridge[] {
  const { points, values } = samples;
  const { least, most } = extentOf(samples);
  if (!(most > least)) return [];
  const low = points[0];
  const high = points[points.length - 1];
  const slope = (STEEPNESS * (most - least)) / (high - low);
  const bridges: Bridge[] = [];
  for (const { from, to } of jumpsIn(samples, (most - least) * LEAST_JUMP)) {
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

/** Runs of samples, all within the widest jump of one another, between which the value changes by `least` or more. */
function jumpsIn({ points, values }: Samples, least: number): { readonly from: number; readonly to: number }[] {
  const widest = (points[points.length - 1] - points[0]) * WIDEST_JUMP;
  const jumps: { readonly from: number; readonly to: number }[] = [];
  for (let from = 0; from < points.length - 1; from++) {
    let to = from;
    while (to < points.length - 1 && points[to + 1] - points[from] <= widest && Math.abs(values[to] - values[from]) < least) to++;
    if (Math.abs(values[to] - values[from]) < least) continue;
    let start = to - 1;
    while (Math.abs(values[to] - values[start]) < least) start--;
    while (to < points.length - 1 && points[to + 1] - points[start] <= widest && values[to + 1] !== values[to]) to++;
    jumps.push({ from: start, to });
    from = to - 1;
  }
  return jumps;
}
