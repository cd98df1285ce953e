// The largest distance of what is computed from a target: of all stretches of a domain, halved where it is largest.

import type { BandsOn } from "../analysis/band-run.ts";
import type { Enclosure } from "../train/target/enclosure/enclose-target.ts";
import { hullOf, point } from "../train/target/enclosure/outward.ts";
import { halved, type Stretch } from "./cover.ts";
import { distanceFrom, halvingsOfEach } from "./distance.ts";
import { lineOfBand } from "./lines.ts";
import { ABSOLUTE, leastMagnitude, RELATIVE, UNITS_IN_THE_LAST_PLACE } from "./measure.ts";

/** No error is larger; it is reached near a float32. */
export interface LargestError {
  readonly atMost: number;
  readonly at: number;
}

interface Bound extends LargestError {
  readonly stretch: Stretch;
}

/** Halving a stretch is worth while where the bound gets better by this part. */
const WORTH_WHILE = 2 ** -9;
const MOST_HALVINGS = 10_000;
/** The part of a band's radius that is not worth a halving. */
const LITTLE = 2 ** -12;
/** More than adding two numbers loses. */
export const UP = 1 + 2 ** -50;

/** @param place of the output whose bands are looked at. @param stretches not empty. @param measure what the error is told in. */
export function largestError(target: Enclosure, bands: BandsOn, stretches: readonly Stretch[], place: number, measure = ABSOLUTE): LargestError {
  let reached = 0;
  const mostHalvings = halvingsOfEach(stretches.length);
  const boundOf = (stretch: Stretch): Bound => {
    const line = lineOfBand(stretch.bands[place], stretch.low, stretch.high);
    const radius = measure.hangsOnTarget ? measure.atMost(line.radius, target({ low: line.low, high: line.high }).value) : line.radius;
    const { atMost, atLeast, at } = distanceFrom(target, line, Math.max(reached - radius, radius * LITTLE), mostHalvings, measure);
    reached = Math.max(reached, atLeast);
    return { stretch, atMost: (atMost + radius) * UP, at: Math.fround(at) };
  };
  const open = stretches.map(boundOf);
  for (let halvings = 0; ; halvings++) {
    const largest = open.reduce((one, other) => (other.atMost > one.atMost ? other : one));
    const isOpen = halvings < MOST_HALVINGS && largest.atMost < Infinity;
    const halves = isOpen ? halved(bands, largest.stretch)?.map(boundOf) : undefined;
    if (halves === undefined || halves.some(({ atMost }) => atMost > largest.atMost * (1 - WORTH_WHILE))) return largest;
    open.splice(open.indexOf(largest), 1, ...halves);
  }
}

/** In other measures than its own, of a target that stays away from 0. */
export interface ErrorInParts {
  /** No |computed − target| / |target| is larger. */
  readonly maxRelError: number;
  /** No |computed − target| is more units in the last place of the float32 nearest to the target. */
  readonly maxUlpError: number;
}

/** Of what `largestError` is asked; undefined where the target may be 0. */
export function errorInParts(target: Enclosure, bands: BandsOn, stretches: readonly Stretch[], place: number): ErrorInParts | undefined {
  const ends = stretches.flatMap(({ low, high }) => [low, high]).map((x) => target(point(x)).value);
  if (leastMagnitude(ends.reduce(hullOf)) === 0) return undefined;
  const [maxRelError, maxUlpError] = [RELATIVE, UNITS_IN_THE_LAST_PLACE].map((measure) => largestError(target, bands, stretches, place, measure).atMost);
  return maxRelError < Infinity && maxUlpError < Infinity ? { maxRelError, maxUlpError } : undefined;
}
