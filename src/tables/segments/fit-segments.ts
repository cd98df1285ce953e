// Cuts an interval into as few segments as there are with lines that stay within an allowed error of piecewise linear functions. Each takes as
// many float32 numbers as it can, from the left: since a line that is near on a segment is near on every part of it, no other cut has fewer, but
// for what the rounding of slopes and values takes.

import type { PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { float32FromOrdinal, ordinalOfFloat32 } from "../../numeric/float32.ts";
import { roughError, segmentLine, sketched, type SegmentLine, type Sketched } from "./segment-lines.ts";

/** Functions as lines over segments that they share. */
export interface FittedSegments {
  /** Where each segment begins, ascending, the first one at the low end. A segment's numbers are those up to the next knot, without it. */
  readonly knots: Float32Array;
  /** Of each function slope and value of each segment, in turn: slope·(x − knot) + value. */
  readonly outputs: readonly Float32Array[];
  /** The largest |line − function| in real arithmetic; rounded up. */
  readonly deviation: number;
  /** How far what float32 computes is from the functions at the most: the line's distance in exact arithmetic, and what rounding adds; rounded up. */
  readonly error: number;
}

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly SegmentLine[];
  readonly error: number;
}

/**
 * @param targets continuous, on the open interval between `low` and `high`, which are float32.
 * @param most how many segments there may be.
 * @returns undefined where there would have to be more, or float32 is too coarse for the error.
 */
export function fitSegments(targets: readonly PiecewiseLinear[], low: number, high: number, allowed: number, most: number): FittedSegments | undefined {
  const sketches = targets.map((target) => sketched(target, low));
  const segments: Segment[] = [];
  const last = ordinalOfFloat32(high);
  for (let first = ordinalOfFloat32(low); first <= last; ) {
    const segment = longest(sketches, first, last, allowed);
    if (segment === undefined || segments.length === most) return undefined;
    segments.push(segment);
    first = ordinalOfFloat32(segment.to) + 1;
  }
  return {
    knots: Float32Array.from(segments, ({ from }) => from),
    outputs: targets.map((_, output) => Float32Array.from(segments.flatMap(({ lines }) => [lines[output].slope, lines[output].value]))),
    deviation: Math.max(...segments.flatMap(({ lines }) => lines.map(({ deviation }) => deviation))),
    error: Math.max(...segments.map(({ error }) => error)),
  };
}

/** The segment of the most numbers from the one with the ordinal `first` on; undefined where not even that one is near enough. */
function longest(sketches: readonly Sketched[], first: number, last: number, allowed: number): Segment | undefined {
  const from = float32FromOrdinal(first);
  const isNear = (ordinal: number): boolean => sketches.every((sketch) => roughError(sketch, from, float32FromOrdinal(ordinal)) <= allowed);
  // Float64 says where about the end is. Its own roundings are far below those of float32, which are allowed for.
  let end = greatest(first, last, isNear);
  for (let back = 1; end >= first; back *= 2) {
    const segment = segmentTo(sketches, from, float32FromOrdinal(end));
    if (segment.error <= allowed) return segment;
    if (end === first) return undefined;
    end = Math.max(first, end - back);
  }
  return undefined;
}

function segmentTo(sketches: readonly Sketched[], from: number, to: number): Segment {
  const lines = sketches.map((sketch) => segmentLine(sketch, from, to));
  return { from, to, lines, error: Math.max(...lines.map(({ deviation, rounding }) => deviation + rounding)) };
}

/** The greatest whole number that holds, of those from `first` to `last`, where all above it do not; `first` where none does. */
function greatest(first: number, last: number, holds: (number: number) => boolean): number {
  let [yes, step] = [first, 1];
  while (yes + step <= last && holds(yes + step)) {
    yes += step;
    step *= 2;
  }
  let no = Math.min(yes + step, last + 1);
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
