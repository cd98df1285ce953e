// Finds where a target of one variable jumps or has a kink, to the float32 neighbours on both sides. Sees what samples show:
// of two breaks between the same samples at the most one.

import { float32FromOrdinal, ordinalOfFloat32 } from "../../numeric/float32.ts";
import { findKinks } from "../../train/folding/find-kinks.ts";

/** A step this many times those on both sides of it may be a jump. */
const PROMINENCE = 8;

/**
 * float32 numbers beside the breaks of a function.
 *
 * @param points ascending, of float32.
 * @param values of the target there.
 */
export function targetBreaks(target: (x: number) => number, points: Float64Array, values: Float64Array): readonly number[] {
  const kinks = findKinks(target, { points, values }).map(({ position }) => Math.fround(position));
  return [...kinks, ...jumps(target, points, values)];
}

function jumps(target: (x: number) => number, points: Float64Array, values: Float64Array): readonly number[] {
  const found: number[] = [];
  let before = NaN;
  let here = NaN;
  for (let index = 0; index < points.length - 1; index++) {
    const after = Math.abs((values[index + 1] - values[index]) / (points[index + 1] - points[index]));
    if (here > PROMINENCE * before && here > PROMINENCE * after) {
      found.push(...closeIn(target, ordinalOfFloat32(points[index - 1]), ordinalOfFloat32(points[index])));
    }
    [before, here] = [here, after];
  }
  return found;
}

/** Halves the interval, keeping the half in which the target changes more, until two neighbours are left. */
function closeIn(target: (x: number) => number, first: number, last: number): readonly number[] {
  let [low, high] = [first, last];
  const at = (ordinal: number): number => target(float32FromOrdinal(ordinal));
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const value = at(middle);
    if (Math.abs(value - at(low)) > Math.abs(at(high) - value)) high = middle;
    else low = middle;
  }
  return [low, high].map(float32FromOrdinal);
}
