// Bands of many intervals side by side, of numbers that are computed alike: sums and multiples of float32, as BANDS has them of one.

import { isZeroOrPowerOfTwo, UP } from "./affine-algebra.ts";
import { SCALARS } from "../scalar.ts";
import { largestOf, roundedRadius, UNKNOWN, wholeRadius, type Band } from "./band.ts";

/** The centres of all, then their rises, then their radii. */
export type BandLanes = Float64Array;

export function lanesOf(bands: readonly Band[]): BandLanes {
  const lanes = new Float64Array(3 * bands.length);
  bands.forEach(({ centre, rise, radius }, lane) => {
    lanes[lane] = centre;
    lanes[lane + bands.length] = rise;
    lanes[lane + 2 * bands.length] = radius;
  });
  return lanes;
}

export function bandsOfLanes(lanes: BandLanes): readonly Band[] {
  const count = lanes.length / 3;
  return Array.from({ length: count }, (_, lane) => ({ centre: lanes[lane], rise: lanes[lane + count], radius: lanes[lane + 2 * count] }));
}

/** The rounded sums. */
export function sumOfLanes(one: BandLanes, other: BandLanes): BandLanes {
  const [count, found] = [one.length / 3, new Float64Array(one.length)];
  for (let lane = 0; lane < count; lane++) {
    const [rise, radius] = [lane + count, lane + 2 * count];
    const isExact = isZero(one[lane], one[rise], one[radius]) || isZero(other[lane], other[rise], other[radius]);
    const whole = isExact ? one[radius] + other[radius] : wholeRadius(one[lane] + other[lane], Math.abs(one[rise] + other[rise]), one[radius] + other[radius]);
    setResult(found, lane, one[lane] + other[lane], one[rise] + other[rise], whole, isExact);
  }
  return found;
}

/** The rounded products with one number. @param isLeft whether the number is the left factor: what is lost is told of the right one's band. */
export function productOfLanes(lanes: BandLanes, factor: number, isLeft: boolean): BandLanes {
  const [count, found] = [lanes.length / 3, new Float64Array(lanes.length)];
  const [widened, isExactFactor] = [isLeft ? Math.abs(factor) : Math.abs(factor) * UP, isZeroOrPowerOfTwo(factor)];
  for (let lane = 0; lane < count; lane++) {
    const [rise, radius] = [lane + count, lane + 2 * count];
    const isExact = isExactFactor || (lanes[rise] === 0 && lanes[radius] === 0 && isZeroOrPowerOfTwo(lanes[lane]));
    const [centre, along] = [lanes[lane] * factor, lanes[rise] * factor];
    setResult(found, lane, centre, along, wholeRadius(centre, Math.abs(along), lanes[radius] * widened), isExact);
  }
  return found;
}

/** What is computed, rounded unless it is exact; nothing is known where it may be too large. */
function setResult(found: BandLanes, lane: number, centre: number, rise: number, radius: number, isExact: boolean): void {
  const count = found.length / 3;
  const isKnown = radius < Infinity && (!isExact || largestOf(centre, rise, radius) <= SCALARS.f32.greatest);
  found[lane] = isKnown ? centre : UNKNOWN.centre;
  found[lane + count] = isKnown ? rise : UNKNOWN.rise;
  found[lane + 2 * count] = !isKnown ? UNKNOWN.radius : isExact ? radius : roundedRadius(centre, rise, radius, "f32");
}

function isZero(centre: number, rise: number, radius: number): boolean {
  return centre === 0 && rise === 0 && radius === 0;
}
