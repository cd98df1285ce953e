// What an error is measured in: as it is, in parts of the target, or in units in the last place of float32. Looks for no error.

import { exponentOf } from "../numeric/power-of-two.ts";
import { magnitude, type Range } from "../train/target/enclosure/outward.ts";

export interface Measure {
  /** Whether it hangs on the target; where it does not, nothing is asked of it. */
  readonly hangsOnTarget: boolean;
  /** No error of this size is more, where the target is in the range; Infinity where it may have no measure. */
  atMost(error: number, target: Range): number;
  /** An error of this size is at least as much. */
  atLeast(error: number, target: Range): number;
  /** Whether one factor leads from errors to their measure for all targets of the range. */
  isInProportion(target: Range): boolean;
}

export const ABSOLUTE: Measure = {
  hangsOnTarget: false,
  atMost: (error) => error,
  atLeast: (error) => error,
  isInProportion: () => true,
};

/** More than a division loses of a number. */
const [UP, DOWN] = [1 + 2 ** -50, 1 - 2 ** -50];

/** |computed − target| / |target| */
export const RELATIVE: Measure = {
  hangsOnTarget: true,
  atMost: (error, target) => (leastMagnitude(target) > 0 ? (error / leastMagnitude(target)) * UP : Infinity),
  atLeast: (error, target) => (magnitude(target) > 0 ? (error / magnitude(target)) * DOWN : 0),
  isInProportion: ({ low, high }) => low === high,
};

/** |computed − target| / (unit in the last place of the float32 nearest to the target) */
export const UNITS_IN_THE_LAST_PLACE: Measure = {
  hangsOnTarget: true,
  atMost: (error, target) => (leastMagnitude(target) > 0 ? error / unitAt(leastMagnitude(target)) : Infinity),
  atLeast: (error, target) => error / unitAt(magnitude(target)),
  isInProportion: (target) => leastMagnitude(target) > 0 && unitAt(leastMagnitude(target)) === unitAt(magnitude(target)),
};

/** No number of the range is nearer to 0. */
export function leastMagnitude({ low, high }: Range): number {
  return Math.max(0, low, -high);
}

/** Distance from the float32 nearest to a number to the next larger one. */
function unitAt(size: number): number {
  return 2 ** (Math.max(exponentOf(Math.fround(size)), -126) - 23);
}
