// Knows about how large the error of a network in training is at the most, for next to no time.

import type { WatchedProgress } from "./events.ts";
import type { Probe } from "./probe.ts";

/** Of the time of the training. */
const SHARE = 0.02;
/** What the first look is taken to cost. */
const FIRST_MILLISECONDS = 10;

/** The largest error at the points of the probe, and the iteration of the training after which it was that. */
export interface SeenError {
  readonly worst: number;
  readonly iteration: number;
}

/**
 * The error as it was when there last was time to look; undefined before that.
 *
 * @param probe called when there is first time to look.
 * @param now in milliseconds.
 */
export function worstErrorGauge(probe: () => Probe, now: () => number): (progress: Pick<WatchedProgress, "network" | "iteration">) => SeenError | undefined {
  const start = now();
  let spent = 0;
  let last = FIRST_MILLISECONDS;
  let seen: SeenError | undefined;
  let points: Probe | undefined;
  return ({ network, iteration }) => {
    const before = now();
    if (spent + last > SHARE * (before - start)) return seen;
    points ??= probe();
    seen = { worst: points.look(network()).worst, iteration };
    last = now() - before;
    spent += last;
    return seen;
  };
}
