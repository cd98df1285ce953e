// Every op over random shapes and attributes that it accepts, lowered and interpreted, against the naive evaluation.

import { expect, test } from "vitest";
import { OPS } from "../../src/network/ops/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { expectAgreement } from "./agreement.ts";
import { randomCalls } from "./random-calls.ts";

const CALLS = 16;
/** Of an op there are few calls where all that may differ is the shape of one argument. */
const FEWEST = 12;

test.each(OPS.map((op) => [op.name, op] as const))("%s", (_, op) => {
  const calls = randomCalls(op, CALLS, new RandomGenerator(1));
  expect(calls.length).toBeGreaterThanOrEqual(FEWEST);
  for (const [seed, call] of calls.entries()) {
    try {
      expectAgreement(op, call, [seed]);
    } catch (error) {
      throw new Error(`${op.name} of ${JSON.stringify(call)}`, { cause: error });
    }
  }
});
