// What counts as a fault of a target beside its record: growth by more than a hundredth, bits that differ, what is run no longer.

import { describe, expect, test } from "vitest";
import { faultsOf, growthOf, lostOf, merged } from "../../targets/budget.ts";
import type { Outcomes, SubjectOutcome } from "../../targets/outcome.ts";
import type { Figures } from "../../targets/target.ts";

const ran = (figures: Figures, differing = 0): SubjectOutcome => ({ kind: "ran", compared: 4096, differing, first: "at 1 result 0 is 2 instead of 3", figures });

function outcomes(outcome: SubjectOutcome, version = "gcc 12"): Outcomes {
  return { gcc: { title: "gcc", version, builds: { "-O2": { article: outcome } } } };
}

const absent: Outcomes = { gcc: { title: "gcc", notRun: "needs gcc", builds: {} } };
const recorded = outcomes(ran({ instructions: 1000, flash: 100, stack: 24 }));

describe("growth", () => {
  test("a hundredth more is allowed, more than that is told with both figures", () => {
    expect(growthOf(recorded, outcomes(ran({ instructions: 1010, flash: 100, stack: 8 })), true)).toEqual([]);
    expect(growthOf(recorded, outcomes(ran({ instructions: 1011, flash: 102, stack: 24 })), true)).toEqual([
      "gcc, -O2, article: instructions grew from 1000 to 1011",
      "gcc, -O2, article: flash grew from 100 to 102",
    ]);
  });

  test("what was measured has to be measured again, instructions where they are counted", () => {
    const without = outcomes(ran({ flash: 100, stack: 24 }));
    expect(growthOf(recorded, without, false)).toEqual([]);
    expect(growthOf(recorded, without, true)).toEqual(["gcc, -O2, article: instructions were 1000, and are not measured now"]);
  });

  test("figures of another version are its own", () => {
    expect(growthOf(recorded, outcomes(ran({ instructions: 2000, flash: 200, stack: 48 }), "gcc 13"), true)).toEqual([]);
  });

  test("a target and a program that ran have to run", () => {
    expect(lostOf(recorded, absent)).toEqual(["gcc: was run, and is not now: needs gcc"]);
    expect(lostOf(absent, absent)).toEqual([]);
    const refused = outcomes({ kind: "refused", because: "an #error" });
    expect(growthOf(recorded, refused, true)).toEqual(["gcc, -O2, article: ran is recorded, now it is refused"]);
  });
});

test("bits that differ and programs that fail are faults", () => {
  expect(faultsOf(recorded)).toEqual([]);
  expect(faultsOf(outcomes(ran({}, 7)))).toEqual(["gcc, -O2, article: 7 of 4096 results differ, at 1 result 0 is 2 instead of 3"]);
  expect(faultsOf(outcomes({ kind: "failed", because: "it crashed" }))).toEqual(["gcc, -O2, article: it crashed"]);
});

test("targets that were not run stay as they are recorded, in the registry's order", () => {
  const clang: Outcomes = { clang: { title: "clang", version: "14", builds: {} } };
  expect(Object.keys(merged(recorded, clang, ["clang", "gcc", "tcc"]))).toEqual(["clang", "gcc"]);
});

test("a record of what ran is not written over by why it cannot be run", () => {
  expect(merged(recorded, absent, ["gcc"])).toEqual(recorded);
  expect(merged({}, absent, ["gcc"])).toEqual(absent);
});
