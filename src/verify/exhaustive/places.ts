// The order of all 2^32 float32, NaNs and both zeros included, as whole numbers. Evaluates nothing.

import { float32FromBits, greatestFloat32To, leastFloat32From } from "../../numeric/float32.ts";

/** Places in a row, both ends included. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

const HALF = 2 ** 31;

/** From −NaN to NaN. */
export const EVERY_FLOAT32: Stretch = { first: -HALF, last: HALF - 1 };

const cell = new Float32Array(1);
const bitsCell = new Uint32Array(cell.buffer);

/**
 * The rank of the float32 nearest to a number among all of them, less 2^31: that of +0 is 0, that of −0 is −1, and those of greater numbers
 * are greater. Of NaN it is that of 0x7fc00000.
 */
export function placeOf(value: number): number {
  cell[0] = value;
  if (Number.isNaN(value)) return 0x7fc00000;
  return bitsCell[0] < HALF ? bitsCell[0] : HALF - 1 - bitsCell[0];
}

/** The bits of the float32 at a place. */
export function bitsAt(place: number): number {
  return place < 0 ? HALF - 1 - place : place;
}

export function float32At(place: number): number {
  return float32FromBits(bitsAt(place));
}

/** All float32 of an interval that holds one: both zeros where it goes on below 0. */
export function stretchOf({ low, high }: { readonly low: number; readonly high: number }): Stretch {
  return { first: placeOf(leastFloat32From(low)), last: placeOf(greatestFloat32To(high)) };
}

export function lengthOf({ first, last }: Stretch): number {
  return last - first + 1;
}

/** The same in parts of `length`, the last one of what is left. */
export function partsOf(stretch: Stretch, length: number): readonly Stretch[] {
  return Array.from({ length: Math.ceil(lengthOf(stretch) / length) }, (_, part) => {
    const first = stretch.first + part * length;
    return { first, last: Math.min(first + length - 1, stretch.last) };
  });
}
