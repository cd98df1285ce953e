// How long a test may take that takes longer than most. Limits are of an idle machine, or nearly: what runs tests on one that may do much else
// sets NNC_TEST_TIME_LIMITS to "none" and looks for tests that do not end by what processors spend.

/** The limit of a test or hook, as vitest takes it: 0 is none. */
export function timeLimit(milliseconds: number): number {
  return process.env.NNC_TEST_TIME_LIMITS === "none" ? 0 : milliseconds;
}
