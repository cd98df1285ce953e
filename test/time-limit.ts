// How long a test may take where vitest is run by hand. Limits are of an idle machine, or nearly, and longer where others have work for its processors
// when the tests begin. `npm test` and what tries mutants set NNC_TEST_TIME_LIMITS to "none" and look for tests that do not end by what processors spend.

import { availableParallelism, loadavg } from "node:os";

/** How many times as long everything may take: processes that waited for each processor in the last minute, at most so many. */
const MOST_TIMES = 20;
const times = Math.min(MOST_TIMES, Math.max(1, Math.ceil(loadavg()[0] / availableParallelism())));

/** The limit of a test or hook, as vitest takes it, and Playwright: 0 is none. */
export function timeLimit(milliseconds: number): number {
  return process.env.NNC_TEST_TIME_LIMITS === "none" ? 0 : milliseconds * times;
}
