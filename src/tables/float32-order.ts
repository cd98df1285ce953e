// The first and the last float32 number, in their order, of which something holds.

import { float32FromOrdinal, ordinalOfFloat32 } from "../numeric/float32.ts";

/**
 * The first float32 of [low, high] of which `holds`, which holds of all numbers after one that it holds of; undefined where it holds of none.
 *
 * @param low and `high` float32 numbers.
 */
export function firstFloat32(low: number, high: number, holds: (x: number) => boolean): number | undefined {
  if (!holds(high)) return undefined;
  let [before, found] = [ordinalOfFloat32(low) - 1, ordinalOfFloat32(high)];
  while (found - before > 1) {
    const middle = Math.floor((before + found) / 2);
    if (holds(float32FromOrdinal(middle))) found = middle;
    else before = middle;
  }
  return float32FromOrdinal(found);
}

/** The last float32 of [low, high] of which `holds`, which holds of all numbers before one that it holds of; undefined where it holds of none. */
export function lastFloat32(low: number, high: number, holds: (x: number) => boolean): number | undefined {
  const opposite = firstFloat32(-high, -low, (x) => holds(-x));
  return opposite === undefined ? undefined : -opposite;
}
