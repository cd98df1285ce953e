// Two lines for a rectifier over an interval, between which it is: where its sign is known they are one.

import { LEAST, LOST, type Bounds } from "../../program/domains/affine-algebra.ts";

/** What is computed of x is at least under·x + underOffset and at most over·x + overOffset, but for its own roundings. */
export interface Relaxation {
  readonly under: number;
  readonly underOffset: number;
  readonly over: number;
  readonly overOffset: number;
}

/**
 * Of `below` times x where x < 0, `above` times x where x > 0: the chord on one side, on the other the one of the two lines that is
 * nearer to the rectifier in the middle, as Singh, Gehr, Püschel and Vechev, "An Abstract Domain for Certifying Neural Networks" (POPL 2019), choose it.
 */
export function nearestLines(below: number, above: number, x: Bounds): Relaxation {
  return withSlope(x.high > -x.low ? above : below, below, above, x);
}

/** The same with the chord's slope on both sides. */
export function parallelLines(below: number, above: number, x: Bounds): Relaxation {
  return withSlope(chordOf(below, above, x), below, above, x);
}

/** @param slope of the side where any line through 0 will do whose slope is between those of the rectifier. */
function withSlope(slope: number, below: number, above: number, x: Bounds): Relaxation {
  const { low, high } = x;
  if (low >= 0) return line(above);
  if (high <= 0) return line(below);
  const chord = chordOf(below, above, x);
  const [before, after] = [(below - chord) * low, (above - chord) * high];
  const lost = (Math.abs(below) + Math.abs(above) + Math.abs(chord)) * Math.max(-low, high) * LOST + LEAST;
  return above >= below
    ? { under: slope, underOffset: 0, over: chord, overOffset: Math.max(before, after) + lost }
    : { under: chord, underOffset: Math.min(before, after) - lost, over: slope, overOffset: 0 };
}

function chordOf(below: number, above: number, { low, high }: Bounds): number {
  const chord = (high * above - low * below) / (high - low);
  return Math.min(Math.max(chord, Math.min(below, above)), Math.max(below, above));
}

function line(slope: number): Relaxation {
  return { under: slope, underOffset: 0, over: slope, overOffset: 0 };
}
