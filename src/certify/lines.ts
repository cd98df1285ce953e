// Straight pieces with float64 ends: those of an exact piecewise linear function, and those that bands are around.

import type { Band } from "../program/domains/band.ts";
import { valueAt, type PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { exactly } from "../program/domains/rational.ts";

/** A line through two points: what it stands for is never further from it than `radius` on x from `low` to `high`. */
export interface Line {
  readonly low: number;
  readonly high: number;
  readonly atLow: number;
  readonly atHigh: number;
  readonly radius: number;
}

/** A part of a number that is more than its float64 lost when it was rounded. */
const LOST = 2 ** -51;

/** The pieces of a function between two numbers, ascending; each reaches over its ends by what they may have lost. */
export function linesOf({ breaks, pieces }: PiecewiseLinear, low: number, high: number): readonly Line[] {
  return pieces.map((piece, place) => {
    const [before, after] = [breaks[place - 1]?.value, breaks[place]?.value];
    const from = before === undefined ? low : Math.max(low, before - Math.abs(before) * LOST);
    const to = after === undefined ? high : Math.min(high, after + Math.abs(after) * LOST);
    const [atLow, atHigh] = [from, to].map((x) => valueAt(piece, exactly(x)).value);
    return { low: from, high: to, atLow, atHigh, radius: (Math.abs(atLow) + Math.abs(atHigh)) * LOST };
  });
}

/** The line of a band over an interval. */
export function lineOfBand({ centre, rise, radius }: Band, low: number, high: number): Line {
  const lost = (Math.abs(centre) + Math.abs(rise)) * LOST;
  return { low, high, atLow: centre - rise, atHigh: centre + rise, radius: radius + lost };
}

export function heightAt({ low, high, atLow, atHigh }: Line, x: number): number {
  if (x === low) return atLow;
  return x === high ? atHigh : atLow + (atHigh - atLow) * ((x - low) / (high - low));
}

/** More than `heightAt` loses of a height. */
export function lostHeight({ atLow, atHigh }: Line): number {
  return (Math.abs(atLow) + Math.abs(atHigh)) * 2 ** -50;
}

/** How far what two lines stand for is apart at the most, where both are; 0 where they never are both. */
export function largestGap(one: Line, other: Line): number {
  const [low, high] = [Math.max(one.low, other.low), Math.min(one.high, other.high)];
  if (low > high) return 0;
  const gaps = [low, high].map((x) => Math.abs(heightAt(one, x) - heightAt(other, x)));
  return Math.max(...gaps) + one.radius + other.radius + lostHeight(one) + lostHeight(other);
}
