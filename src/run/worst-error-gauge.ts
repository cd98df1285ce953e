// Knows about how large the error of a network in training is at the most, for next to no time.

import type { WatchedProgress } from "./events.ts";
import type { Probe } from "./probe.ts";

/** Of the time of the training. */
const SHARE = 0.02;
/** What the first look is taken to cost. */
const FIRST_MILLISECONDS = 10;

/**
 * The largest error at the points of the probe, as it was when there last was time to look; undefined before that.
 *
 * @param probe called when there is first time to look.
 * @param now in milliseconds.
 */
export function worstErrorGauge(probe: () => Probe, now: () => number): (progress: Pick<WatchedProgress, "network">) => number | undefined {
  const start = now();
  let spent = 0;
  let last = FIRST_MILLISECONDS;
  let worst: number | undefined;
  let points: Probe | undefined;
  return ({ network }) => {
    const before = now();
    if (spent + last > SHARE * (before - start)) return worst;
    points ??= probe();
    ({ worst } = points.look(network()));
    last = now() - before;
    spent += last;
    return worst;
  };
}
