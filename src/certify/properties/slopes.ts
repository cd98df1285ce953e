// Bounds of partial derivatives, one for each input, and of second ones, one for each pair of inputs: what arithmetic makes of them. Bounds are moved
// outward, but never over 0, so that what never falls is seen not to.

import type { Bounds } from "../../program/domains/affine-algebra.ts";

/** Of inputs that are left out it is 0. */
export interface Slopes {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const NONE = new Float64Array(0);

export const NO_SLOPES: Slopes = { low: NONE, high: NONE };

export function unknownSlopes(inputs: number): Slopes {
  return { low: new Float64Array(inputs).fill(-Infinity), high: new Float64Array(inputs).fill(Infinity) };
}

/** Of the input itself. */
export function slopesOfInput(input: number): Slopes {
  const slopes = new Float64Array(input + 1);
  slopes[input] = 1;
  return { low: slopes, high: slopes };
}

export function slopeOf({ low, high }: Slopes, input: number): Bounds {
  return input < low.length ? { low: low[input], high: high[input] } : { low: 0, high: 0 };
}

export function sumOfSlopes(one: Slopes, other: Slopes): Slopes {
  if (one.low.length === 0) return other;
  if (other.low.length === 0) return one;
  return combined(one, other, (left, right) => down(left + right), (left, right) => up(left + right));
}

/** Of whichever of two functions is taken. */
export function hullOfSlopes(one: Slopes, other: Slopes): Slopes {
  return combined(one, other, Math.min, Math.max);
}

type Combine = (left: number, right: number) => number;

function combined(one: Slopes, other: Slopes, low: Combine, high: Combine): Slopes {
  const length = Math.max(one.low.length, other.low.length);
  const found = { low: new Float64Array(length), high: new Float64Array(length) };
  for (let input = 0; input < length; input++) {
    const [left, right] = [slopeOf(one, input), slopeOf(other, input)];
    found.low[input] = low(left.low, right.low);
    found.high[input] = high(left.high, right.high);
  }
  return found;
}

export function negativeSlopes({ low, high }: Slopes): Slopes {
  return { low: high.map((slope) => -slope), high: low.map((slope) => -slope) };
}

/** Times a number between bounds. */
export function timesSlopes(slopes: Slopes, by: Bounds): Slopes {
  if (by.low === 0 && by.high === 0) return NO_SLOPES;
  const { length } = slopes.low;
  const found = { low: new Float64Array(length), high: new Float64Array(length) };
  for (let input = 0; input < length; input++) {
    const [least, greatest] = [slopes.low[input], slopes.high[input]];
    found.low[input] = Math.min(productDown(least, by.low), productDown(least, by.high), productDown(greatest, by.low), productDown(greatest, by.high));
    found.high[input] = Math.max(productUp(least, by.low), productUp(least, by.high), productUp(greatest, by.low), productUp(greatest, by.high));
  }
  return found;
}

/** More than one operation of float64 loses of a number, as a part of it; and a product below which it may be lost altogether. */
const [LOST, TINY] = [2 ** -50, 2 ** -1000];

function up(value: number): number {
  return Number.isFinite(value) ? value + Math.abs(value) * LOST : value;
}

function down(value: number): number {
  return -up(-value);
}

/** 0 times infinity is 0: an end is infinite where there is no bound. */
export function productUp(left: number, right: number): number {
  if (left === 0 || right === 0) return 0;
  const product = left * right;
  if (Math.abs(product) >= TINY) return up(product);
  return left < 0 === right < 0 ? TINY * 2 : 0;
}

export function productDown(left: number, right: number): number {
  return -productUp(-left, right);
}
