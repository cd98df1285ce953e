// Finds the points where the slope of a target jumps. Does not find jumps of curvature, nor kinks closer than the
// samples.

import type { Samples } from "./sample-target.ts";

export interface Kink {
  readonly position: number;
  /** |slope after − slope before|. */
  readonly jump: number;
}

/** A bend this many times those around it may be a kink. */
const PROMINENCE = 8;
const SHRINK = 8;

/**
 * Kinks strictly inside the samples, in ascending order. Where the polygon through the samples bends much more than
 * nearby, lines are drawn through two points on either side, their crossing is the next guess, and the points move in.
 * At a kink the difference of the lines' slopes tends to the jump; where the target is smooth it falls with the
 * distance.
 */
export function findKinks(target: (x: number) => number, { points, values }: Samples): Kink[] {
  const bends = new Float64Array(points.length);
  for (let index = 1; index < points.length - 1; index++) {
    const before = (values[index] - values[index - 1]) / (points[index] - points[index - 1]);
    const after = (values[index + 1] - values[index]) / (points[index + 1] - points[index]);
    bends[index] = Math.abs(after - before);
  }
  const kinks: Kink[] = [];
  for (let index = 2; index < points.length - 2; index++) {
    const bend = bends[index] + bends[index + 1];
    if (bend === 0 || bends[index] < bends[index - 1] || bends[index] <= bends[index + 1]) continue;
    const nearby = Math.max(bends[Math.max(0, index - 4)], bends[Math.min(points.length - 1, index + 4)]);
    if (bend < PROMINENCE * nearby) continue;
    const kink = closeIn(target, points, index);
    if (kink !== undefined && (kinks.length === 0 || kink.position > kinks[kinks.length - 1].position)) kinks.push(kink);
  }
  return kinks;
}

function closeIn(target: (x: number) => number, points: Float64Array, index: number): Kink | undefined {
  const low = points[0];
  const high = points[points.length - 1];
  let position = points[index];
  let distance = Math.min(2 * (points[index + 1] - points[index - 1]), (position - low) / 2, (high - position) / 2);
  const least = Math.max(Math.abs(low), Math.abs(high), high - low) * 2 ** -30;
  let firstJump = 0;
  let jump = 0;
  for (let round = 0; round < 12 && distance > least; round++) {
    const leftValue = target(position - distance);
    const rightValue = target(position + distance);
    const leftSlope = (leftValue - target(position - 2 * distance)) / distance;
    const rightSlope = (target(position + 2 * distance) - rightValue) / distance;
    jump = Math.abs(rightSlope - leftSlope);
    if (round === 0) firstJump = jump;
    if (!(jump > 0)) return undefined;
    const crossing = (rightValue - leftValue - distance * (leftSlope + rightSlope)) / (leftSlope - rightSlope);
    if (!(Math.abs(crossing) <= 2 * distance)) return undefined;
    position += crossing;
    if (position <= low || position >= high) return undefined;
    distance = Math.min(distance / SHRINK, (position - low) / 2, (high - position) / 2);
  }
  return jump > firstJump / 4 ? { position, jump } : undefined;
}
