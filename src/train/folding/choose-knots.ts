// Chooses the knots of a fold and how many folds bend upwards and downwards. Places no kinks.

import type { Curvature } from "./curvature.ts";
import { interpolate } from "./curvature.ts";
import type { Pausing } from "../pausing.ts";

export interface KnotChoice {
  readonly knots: Float64Array;
  /** 1 for knots that may be moved: not the ends nor the target's kinks. */
  readonly movable: Uint8Array;
  /** Folds that bend upwards; the rest bend downwards. */
  readonly upward: number;
  /** Density a kink should take up: the same everywhere when the kinks were as dense as wished. */
  readonly level: number;
}

/** How much density an interval may have: `sums` grows along the curvature's positions by at most level · `kinks`. */
interface Capacity {
  readonly sums: Float64Array;
  readonly kinks: number;
}

/** How many of the folds bend upwards for the least level, which is 0 for a target without curvature. */
export function* chooseUpward(curvature: Curvature, kinks: readonly number[], intervals: number, folds: number): Pausing<number> {
  let best = { upward: 0, level: Infinity };
  for (let upward = 0; upward <= folds; upward++) {
    const capacities = eachWay(curvature, upward, folds - upward);
    const level = leastLevel(curvature, (one) => sweep(curvature, kinks, capacities, one, intervals) !== undefined);
    if (level < best.level) best = { upward, level };
    yield;
  }
  return best.upward;
}

/** Folds that bend upwards in proportion to the density of such bends; at least one each way where there is any. */
export function shareUpward({ upwardDensity, downwardDensity }: Curvature, folds: number): number {
  const [up, down] = [upwardDensity[upwardDensity.length - 1], downwardDensity[downwardDensity.length - 1]];
  const least = up > 0 ? Math.min(1, folds) : 0;
  const most = down > 0 ? Math.max(0, folds - 1) : folds;
  return up + down > 0 ? Math.min(most, Math.max(least, Math.round((folds * up) / (up + down)))) : 0;
}

/**
 * Knots so that no interval has more curvature than its folds can bend. A fold bends only one way, once in an interval;
 * with P folds up and N down, an interval with upward density U and downward density D does for level λ if U ≤ λ(P + 1)
 * and D ≤ λ(N + 1), one more since the knot itself is a kink. Intervals are taken as long as that allows from left to
 * right, ended at the target's kinks; λ is the least that makes do with `intervals`.
 */
export function chooseKnots(
  curvature: Curvature, kinks: readonly number[], intervals: number, folds: number, upward: number,
): KnotChoice {
  return knotsWithin(curvature, kinks, intervals, upward, eachWay(curvature, upward, folds - upward));
}

/**
 * Knots that divide the density evenly, whichever way it bends: U + D ≤ λ(P + N + 1). Where the target oscillates
 * several times in an interval, the ways balance by themselves, and intervals that are alike serve pairs of kinks across
 * knots better than ones that are full.
 */
export function evenKnots(
  curvature: Curvature, kinks: readonly number[], intervals: number, folds: number, upward: number,
): KnotChoice {
  const sums = curvature.upwardDensity.map((density, index) => density + curvature.downwardDensity[index]);
  return knotsWithin(curvature, kinks, intervals, upward, [{ sums, kinks: folds + 1 }]);
}

function eachWay({ upwardDensity, downwardDensity }: Curvature, upward: number, downward: number): Capacity[] {
  return [{ sums: upwardDensity, kinks: upward + 1 }, { sums: downwardDensity, kinks: downward + 1 }];
}

function knotsWithin(
  curvature: Curvature, kinks: readonly number[], intervals: number, upward: number, capacities: readonly Capacity[],
): KnotChoice {
  const level = leastLevel(curvature, (one) => sweep(curvature, kinks, capacities, one, intervals) !== undefined);
  const swept = sweep(curvature, kinks, capacities, level, intervals) ?? [];
  let start = curvature.positions[0];
  const knots = [start];
  const movable = [0];
  for (const end of [...kinks, curvature.positions[curvature.positions.length - 1]]) {
    // The intervals of one stretch between kinks, made equally demanding.
    const from = start;
    const count = swept.filter((knot) => knot > from && knot <= end).length;
    const even = leastLevel(curvature, (one) => stretch(curvature, from, end, capacities, one, count) !== undefined);
    for (const knot of stretch(curvature, from, end, capacities, even, count) ?? []) {
      knots.push(knot);
      movable.push(knot === end ? 0 : 1);
    }
    start = end;
  }
  return { knots: Float64Array.from(knots), movable: Uint8Array.from(movable), upward, level };
}

/** Bisection for the least level that fits, up to 2^-40 of the level at which one kink does for everything. */
function leastLevel({ upwardDensity, downwardDensity }: Curvature, fits: (level: number) => boolean): number {
  if (fits(0)) return 0;
  let low = 0;
  let high = upwardDensity[upwardDensity.length - 1] + downwardDensity[downwardDensity.length - 1];
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Right ends of the intervals over all stretches, or undefined if more than `most` are needed. */
function sweep(
  curvature: Curvature, kinks: readonly number[], capacities: readonly Capacity[], level: number, most: number,
): number[] | undefined {
  const found: number[] = [];
  let start = curvature.positions[0];
  for (const end of [...kinks, curvature.positions[curvature.positions.length - 1]]) {
    const inner = stretch(curvature, start, end, capacities, level, most - found.length);
    if (inner === undefined) return undefined;
    found.push(...inner);
    start = end;
  }
  return found;
}

/** Right ends of the intervals from `start` to `end`. */
function stretch(
  { positions }: Curvature, start: number, end: number, capacities: readonly Capacity[], level: number, most: number,
): number[] | undefined {
  const found: number[] = [];
  let at = start;
  while (at < end) {
    if (found.length === most) return undefined;
    const next = capacities.reduce(
      (least, { sums, kinks }) => Math.min(least, reach(positions, sums, interpolate(positions, sums, at) + level * kinks)), end,
    );
    if (next <= at) return undefined;
    found.push(next);
    at = next;
  }
  return found;
}

/** The last position where `sums` is at most `amount`. */
function reach(positions: Float64Array, sums: Float64Array, amount: number): number {
  const last = positions.length - 1;
  if (sums[last] <= amount) return positions[last];
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sums[middle] <= amount) low = middle;
    else high = middle;
  }
  return positions[low] + ((positions[high] - positions[low]) * (amount - sums[low])) / (sums[high] - sums[low]);
}
