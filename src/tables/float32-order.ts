// float32 numbers in their order: the next one, and the first one of which something holds.

const numbers = new Float32Array(1);
const words = new Int32Array(numbers.buffer);

/** The float32 that many places further; of both zeros there is one. */
export function float32After(x: number, places: number): number {
  return numberAt(placeOf(x) + places);
}

/**
 * The first float32 of [low, high] of which `holds`, which holds of all numbers after one that it holds of; undefined where it holds of none.
 *
 * @param low and `high` float32 numbers.
 */
export function firstFloat32(low: number, high: number, holds: (x: number) => boolean): number | undefined {
  if (!holds(high)) return undefined;
  let [before, found] = [placeOf(low) - 1, placeOf(high)];
  while (found - before > 1) {
    const middle = Math.floor((before + found) / 2);
    if (holds(numberAt(middle))) found = middle;
    else before = middle;
  }
  return numberAt(found);
}

/** The order of float32 as integers, 0 for both zeros. */
function placeOf(x: number): number {
  numbers[0] = x;
  return words[0] < 0 ? -(words[0] & 0x7fffffff) : words[0];
}

function numberAt(place: number): number {
  words[0] = Math.abs(place);
  return place < 0 ? -numbers[0] : numbers[0];
}
