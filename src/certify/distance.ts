// How far a line is from a target on an interval, at the most: by halving where it may be furthest.

import type { Enclosure } from "../train/target/enclosure/enclose-target.ts";
import { fromTheMiddle } from "../train/target/enclosure/jet.ts";
import { heightAt, lostHeight, type Line } from "./lines.ts";
import { ABSOLUTE, leastMagnitude, type Measure } from "./measure.ts";
import { hullOf, magnitude, negative, outward, plus, point, type Range } from "../train/target/enclosure/outward.ts";

export interface Distance {
  /** No |target − line| is larger. */
  readonly atMost: number;
  /** One |target − line| is at least as large, that at `at`. */
  readonly atLeast: number;
  readonly at: number;
}

/** Where halving ends: the bound is so near what was found that nothing can be gained; and halvings of a line that has no bound yet. */
const [NEAR, MOST_WITHOUT_BOUND] = [1 + 2 ** -14, 128];
/** Halvings of all lines together, and of one at the most and at the least: a target that is the network, within what is lost, takes all of them. */
const [MOST_IN_ALL, MOST_OF_ONE, LEAST_OF_ONE] = [2 ** 15, 4096, 16];

/** Halvings of each of so many lines. */
export function halvingsOfEach(lines: number): number {
  return Math.max(LEAST_OF_ONE, Math.min(MOST_OF_ONE, Math.floor(MOST_IN_ALL / lines)));
}

/**
 * Of the line itself, whatever its radius.
 *
 * @param enough bounds no larger than this are as good as any.
 * @param mostHalvings after which the bound is what it is.
 */
export function distanceFrom(target: Enclosure, line: Line, enough: number, mostHalvings: number, measure = ABSOLUTE): Distance {
  const open = [new Part(target, line, line.low, line.high, measure)];
  let best: Distance = { atMost: 0, atLeast: 0, at: line.low };
  for (let halvings = 0; ; halvings++) {
    const furthest = takeFurthest(open);
    if (furthest.atLeast > best.atLeast) best = furthest;
    const middle = furthest.middle;
    const isNear = furthest.atMost <= Math.max(enough, best.atLeast * NEAR);
    const isGivenUp = halvings >= (furthest.atMost < Infinity ? mostHalvings : Math.min(mostHalvings, MOST_WITHOUT_BOUND));
    const isSingle = middle <= furthest.low || middle >= furthest.high;
    if (isNear || furthest.isSettled || isGivenUp || isSingle) return { atMost: furthest.atMost, atLeast: best.atLeast, at: best.at };
    open.push(new Part(target, line, furthest.low, middle, measure), new Part(target, line, middle, furthest.high, measure));
  }
}

function takeFurthest(open: Part[]): Part {
  let place = 0;
  for (let other = 1; other < open.length; other++) if (open[other].atMost > open[place].atMost) place = other;
  const [found] = open.splice(place, 1);
  return found;
}

/** A part of the line's interval with bounds of the distance there. */
class Part implements Distance {
  readonly low: number;
  readonly high: number;
  readonly middle: number;
  readonly atMost: number;
  readonly atLeast: number;
  readonly at: number;
  /** The bound is that at an end: halving cannot better it. */
  readonly isSettled: boolean;

  constructor(target: Enclosure, line: Line, low: number, high: number, measure: Measure) {
    [this.low, this.high, this.middle] = [low, high, low / 2 + high / 2];
    const targets = [low, this.middle, high].map((x) => ({ x, value: target(point(x)).value }));
    const [first, middle, last] = targets.map(({ x, value }) => plus(value, negative(heightOf(line, x))));
    const jet = target({ low, high });
    const slope = plus(jet.slope, negative(slopeOf(line)));
    const isMonotone = slope.low >= 0 || slope.high <= 0;
    const value = plus(jet.value, negative(hullOf(heightOf(line, low), heightOf(line, high))));
    const error = magnitude(isMonotone ? hullOf(first, last) : fromTheMiddle({ value, slope }, middle, reachOf(low, this.middle, high)));
    this.isSettled = isMonotone && measure.isInProportion(jet.value);
    this.atMost = measure.atMost(error, jet.value);
    const found = [first, middle, last].map((range, place) => ({
      at: targets[place].x,
      atLeast: measure.atLeast(leastMagnitude(range), targets[place].value),
    }));
    const { at, atLeast } = found.reduce((best, one) => (one.atLeast > best.atLeast ? one : best));
    [this.at, this.atLeast] = [at, atLeast];
  }
}

/** How far the ends are from the middle, which may have been rounded. */
function reachOf(low: number, middle: number, high: number): number {
  return Math.max(middle - low, high - middle) * (1 + 2 ** -50);
}

function heightOf(line: Line, x: number): Range {
  const [height, lost] = [heightAt(line, x), x === line.low || x === line.high ? 0 : lostHeight(line)];
  return outward(height - lost, height + lost);
}

function slopeOf({ low, high, atLow, atHigh }: Line): Range {
  if (low === high) return point(0);
  const slope = (atHigh - atLow) / (high - low);
  return outward(slope, slope);
}
