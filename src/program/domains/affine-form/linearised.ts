// A line for a smooth function over an interval, and how far the function is from it at the most: from bounds of its values and of its
// derivative on parts of the interval.

import { LEAST, LOST, UP, type Bounds, type SmoothBounds } from "../affine-algebra.ts";

/** No value is further than `aside` from slope·x + offset; all lie between low and high. */
export interface Linearised extends Bounds {
  readonly slope: number;
  readonly offset: number;
  readonly aside: number;
}

/** Parts that the interval is looked at in: where a function is a parabola, one of four finds the best line to an eighth of its aside. */
const PARTS = 4;

/** Undefined where the function may have no value. The slope is that of the chord, or 0 where values alone are known. */
export function linearised(boundsOf: SmoothBounds, low: number, high: number): Linearised | undefined {
  const [whole, first, last] = [boundsOf(low, high), boundsOf(low, low), boundsOf(high, high)];
  if (whole === undefined || first === undefined || last === undefined) return undefined;
  const { value } = whole;
  const chord = (middleOf(last.value) - middleOf(first.value)) / (high - low);
  const slope = Math.min(Math.max(chord, whole.slope.low), whole.slope.high);
  const beside = Number.isFinite(slope) ? besideLine(boundsOf, slope, low, high) : undefined;
  const { low: least, high: greatest } = beside ?? value;
  const offset = least / 2 + greatest / 2;
  const aside = Math.max(greatest - offset, offset - least) * UP;
  return { slope: beside === undefined ? 0 : slope, offset, aside, low: value.low, high: value.high };
}

function middleOf({ low, high }: Bounds): number {
  return low / 2 + high / 2;
}

/** Bounds of f(x) − slope·x; undefined where they are not known. */
function besideLine(boundsOf: SmoothBounds, slope: number, low: number, high: number): Bounds | undefined {
  let [least, greatest] = [Infinity, -Infinity];
  let [from, before] = [low, heightAbove(boundsOf, slope, low)];
  for (let part = 1; part <= PARTS; part++) {
    const to = part === PARTS ? high : Math.min(high, low + (high - low) * (part / PARTS));
    if (to <= from) continue;
    const [after, slopes] = [heightAbove(boundsOf, slope, to), boundsOf(from, to)?.slope];
    if (before === undefined || after === undefined || slopes === undefined) return undefined;
    const falls = slopes.low - slope - (Math.abs(slopes.low) + Math.abs(slope)) * LOST;
    const rises = slopes.high - slope + (Math.abs(slopes.high) + Math.abs(slope)) * LOST;
    const width = (to - from) * UP;
    greatest = Math.max(greatest, highestBetween(before.high, after.high, falls, rises, width));
    least = Math.min(least, -highestBetween(-before.low, -after.low, -rises, -falls, width));
    [from, before] = [to, after];
  }
  return Number.isFinite(least) && Number.isFinite(greatest) ? { low: least, high: greatest } : undefined;
}

function heightAbove(boundsOf: SmoothBounds, slope: number, x: number): Bounds | undefined {
  const value = boundsOf(x, x)?.value;
  if (value === undefined) return undefined;
  const lost = (Math.abs(value.low) + Math.abs(value.high) + Math.abs(slope * x)) * LOST + LEAST;
  return { low: value.low - slope * x - lost, high: value.high - slope * x + lost };
}

/** No function is higher that begins and ends no higher than this, and whose derivative lies between `falls` and `rises`. */
function highestBetween(before: number, after: number, falls: number, rises: number, width: number): number {
  const ends = Math.max(before, after);
  if (falls >= 0) return after;
  if (rises <= 0) return before;
  // Lines from both ends meet at before + rises·s = after − falls·(width − s).
  const along = Math.min(Math.max((after - before - falls * width) / (rises - falls), 0), width);
  const meet = before + rises * along;
  const other = after - falls * (width - along);
  return Math.max(ends, meet, other) + (Math.abs(before) + Math.abs(after) + (rises - falls) * width) * LOST;
}
