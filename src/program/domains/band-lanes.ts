// Bands of many intervals side by side, of numbers that are computed alike: sums and multiples of float32, as BANDS has them of one.

import { isZeroOrPowerOfTwo, UP } from "./affine-algebra.ts";
import { heldBand, largestOf, roundedRadius, UNKNOWN, wholeRadius, type Band } from "./band.ts";

/** The centres of all, then their rises, then their radii. */
export type BandLanes = Float64Array;

export function lanesOf(bands: readonly Band[]): BandLanes {
  const lanes = new Float64Array(3 * bands.length);
  bands.forEach((band, lane) => setBand(lanes, lane, band));
  return lanes;
}

export function bandAt(lanes: BandLanes, lane: number): Band {
  const count = lanes.length / 3;
  return { centre: lanes[lane], rise: lanes[count + lane], radius: lanes[2 * count + lane] };
}

export function bandsOfLanes(lanes: BandLanes): readonly Band[] {
  return Array.from({ length: lanes.length / 3 }, (_, lane) => bandAt(lanes, lane));
}

/** The rounded sums. */
export function sumOfLanes(one: BandLanes, other: BandLanes): BandLanes {
  const [count, found] = [one.length / 3, new Float64Array(one.length)];
  for (let lane = 0; lane < count; lane++) {
    if (isZeroAt(one, lane, count)) setBand(found, lane, heldBand(bandAt(other, lane), "f32"));
    else if (isZeroAt(other, lane, count)) setBand(found, lane, heldBand(bandAt(one, lane), "f32"));
    else {
      const [rise, radius] = [count + lane, 2 * count + lane];
      setComputed(found, lane, count, one[lane] + other[lane], one[rise] + other[rise], one[radius] + other[radius]);
      found[radius] = roundedRadius(found[lane], found[rise], found[radius], "f32");
    }
  }
  return found;
}

/** The rounded products with one number. @param isLeft whether the number is the left factor: what is lost is told of the right one's band. */
export function productOfLanes(lanes: BandLanes, factor: number, isLeft: boolean): BandLanes {
  const [count, found] = [lanes.length / 3, new Float64Array(lanes.length)];
  const widened = isLeft ? Math.abs(factor) : Math.abs(factor) * UP;
  const isExact = isZeroOrPowerOfTwo(factor);
  for (let lane = 0; lane < count; lane++) {
    const radius = 2 * count + lane;
    setComputed(found, lane, count, lanes[lane] * factor, lanes[count + lane] * factor, lanes[radius] * widened);
    if (isExact) setBand(found, lane, heldBand(bandAt(found, lane), "f32"));
    else found[radius] = roundedRadius(found[lane], found[count + lane], found[radius], "f32");
  }
  return found;
}

function setBand(lanes: BandLanes, lane: number, { centre, rise, radius }: Band): void {
  const count = lanes.length / 3;
  lanes[lane] = centre;
  lanes[count + lane] = rise;
  lanes[2 * count + lane] = radius;
}

function setComputed(lanes: BandLanes, lane: number, count: number, centre: number, rise: number, radius: number): void {
  const whole = wholeRadius(centre, Math.abs(rise), radius);
  const isKnown = whole < Infinity && Number.isFinite(centre) && Number.isFinite(rise);
  lanes[lane] = isKnown ? centre : UNKNOWN.centre;
  lanes[count + lane] = isKnown ? rise : UNKNOWN.rise;
  lanes[2 * count + lane] = isKnown ? whole : UNKNOWN.radius;
}

function isZeroAt(lanes: BandLanes, lane: number, count: number): boolean {
  return lanes[lane] === 0 && lanes[count + lane] === 0 && lanes[2 * count + lane] === 0;
}
