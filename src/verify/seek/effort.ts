// How many inputs a search evaluates: by default, and where a call of the program costs much. Searches nothing.

import type { Effort } from "./seek-largest-error.ts";

/** At the end of a training, which it must not lengthen much. */
export const USUAL_EFFORT: Effort = { spread: 2 ** 13 + 1, finer: 3 * 2 ** 13, closer: 2 ** 20 };

/** Where a check takes seconds anyway. */
export const THOROUGH_EFFORT: Effort = { spread: 2 ** 18 + 1, finer: 0, closer: 2 ** 21 };

/** Spread however much a call costs. */
const FEWEST_SPREAD = 257;

/**
 * An effort that can be paid for.
 *
 * @param most at the most.
 * @param budget multiply-adds for the inputs of each kind.
 * @param multiplyAdds of one call.
 */
export function affordableEffort(most: Effort, budget: Effort, multiplyAdds: number): Effort {
  const inputs = (kind: keyof Effort): number => Math.min(most[kind], Math.floor(budget[kind] / Math.max(1, multiplyAdds)));
  return { spread: Math.max(Math.min(FEWEST_SPREAD, most.spread), inputs("spread")), finer: inputs("finer"), closer: inputs("closer") };
}
