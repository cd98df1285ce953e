// Values of neighbouring lines for which float32 sums at the borders between them are in ascending order, as near to given ones as can be. Every
// sum is looked at as it is rounded: where a sum is just below the middle of two float32, the least step is enough to put it in order.

import { greatestFloat32To, leastFloat32From } from "../numeric/float32.ts";
import { firstFloat32, lastFloat32 } from "./float32-order.ts";

/** What is added to the values of the lines on both sides of a border, rounded already; the sum is rounded to float32. */
export interface AtBorder {
  readonly before: number;
  readonly after: number;
}

/** What a value has to be near to. */
export interface GivenValue {
  /** Float32. */
  readonly value: number;
  /** That is there already, not negative. */
  readonly distance: number;
  /** Whether it stays as it is. */
  readonly isFixed: boolean;
}

/** Halvings of a distance that is tried. */
const HALVINGS = 24;

/**
 * A float32 value for each line, so that none of the sums before a border is greater than the one behind it. The largest |value − given| + distance
 * is about the least there is, and each value is as near to the given one as that and the values before it leave it. Undefined where no distance
 * tried is enough.
 *
 * @param borders between the values.
 */
export function orderedValues(given: readonly GivenValue[], borders: readonly AtBorder[]): Float32Array | undefined {
  const least = given.reduce((worst, { distance }) => Math.max(worst, distance), 0);
  const asNear = valuesWithin(least, given, borders);
  if (asNear !== undefined) return asNear;
  let [tooNear, enough] = [least, least + behindAtMost(given, borders)];
  let found = valuesWithin(enough, given, borders);
  for (let halving = 0; halving < HALVINGS && found !== undefined; halving++) {
    const middle = (tooNear + enough) / 2;
    const nearer = valuesWithin(middle, given, borders);
    if (nearer === undefined) tooNear = middle;
    else [enough, found] = [middle, nearer];
  }
  return found;
}

/** What values have to rise by where each is put in order with the one before it, in turn, and with roundings to spare. */
function behindAtMost(given: readonly GivenValue[], borders: readonly AtBorder[]): number {
  return borders.reduce((total, { before, after }, place) => {
    const [reached, next] = [Math.fround(given[place].value + before), Math.fround(given[place + 1].value + after)];
    return total + Math.max(0, reached - next) + (Math.abs(reached) + Math.abs(given[place + 1].value)) * 2 ** -22;
  }, 0);
}

/** With no |value − given| + distance over `bound`; undefined where there are none. */
function valuesWithin(bound: number, given: readonly GivenValue[], borders: readonly AtBorder[]): Float32Array | undefined {
  const rooms = given.map(({ distance, isFixed }) => (isFixed ? 0 : bound - distance));
  const lows = given.map(({ value }, place) => leastFloat32From(value - rooms[place]));
  const highs = given.map(({ value }, place) => greatestFloat32To(value + rooms[place]));
  // The greatest that leave the lines after them room.
  for (let place = borders.length - 1; place >= 0; place--) {
    const { before, after } = borders[place];
    const most = Math.fround(highs[place + 1] + after);
    const greatest = lastFloat32(lows[place], highs[place], (value) => Math.fround(value + before) <= most);
    if (greatest === undefined) return undefined;
    highs[place] = greatest;
  }
  const values = Float32Array.from(given, ({ value }) => value);
  for (let place = 0; place < values.length; place++) {
    const least = place === 0 ? lows[0] : leastInOrder(values[place - 1], borders[place - 1], lows[place], highs[place]);
    values[place] = Math.min(Math.max(given[place].value, least), highs[place]);
  }
  return values;
}

/** The least value from `low` to `high`, which suits, whose sum behind the border is in order with that of the value before it. */
function leastInOrder(reached: number, { before, after }: AtBorder, low: number, high: number): number {
  const least = Math.fround(reached + before);
  return firstFloat32(low, high, (value) => Math.fround(value + after) >= least) ?? high;
}
