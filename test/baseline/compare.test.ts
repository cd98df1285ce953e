// What is worse than a baseline allows, figure by figure, and how that is said.

import { describe, expect, test } from "vitest";
import type { BaselineEntry } from "../../src/baseline/baseline.ts";
import { compare, isWorse, type MeasuredEntry, type Verdict } from "../../src/baseline/compare.ts";
import { describeChange, describeFailures } from "../../src/baseline/describe.ts";
import { FIGURE_NAMES, FIGURES, type Figures } from "../../src/baseline/figures.ts";

const GCC = { compiler: "gcc 12.2.0 -O2", machine: "linux-x64" };
const ENTRY: BaselineEntry = {
  nnc: "0.1.0",
  modelSha256: "a",
  against: "exp(x), x=0:1",
  compiled: GCC,
  figures: Object.fromEntries(FIGURE_NAMES.map((name) => [name, FIGURES[name].unit === "share" ? 0.25 : 1000])),
  bits: { inputs: 2, sha256: "b" },
};

function against(recorded: Partial<BaselineEntry>, measured: Partial<MeasuredEntry>, tolerances: Figures = {}) {
  const comparison = compare({ ...ENTRY, ...recorded }, { ...ENTRY, unavailable: {}, ...measured }, tolerances);
  return { comparison, failures: describeFailures(comparison, false), verdicts: new Map(comparison.figures.map(({ figure, verdict }) => [figure, verdict])) };
}

test("the same figures are the same", () => {
  const { comparison, failures, verdicts } = against({}, {});
  expect([isWorse(comparison), comparison.bits, comparison.isSameModel, failures]).toEqual([false, "same", true, []]);
  expect([...verdicts]).toEqual(FIGURE_NAMES.map((name) => [name, { kind: "same" }]));
});

describe.each(FIGURE_NAMES)("%s", (name) => {
  const verdict = (recorded: number, measured: number | undefined, tolerances: Figures = {}): Verdict | undefined =>
    against({ figures: { [name]: recorded } }, { figures: measured === undefined ? {} : { [name]: measured } }, tolerances).verdicts.get(name);

  test("may be a hundredth worse, and as much as is allowed", () => {
    expect(verdict(1000, 1010)).toEqual({ kind: "within" });
    expect(verdict(1000, 1011)).toEqual({ kind: "worse" });
    expect(verdict(1000, 999)).toEqual({ kind: "better" });
    expect(verdict(1000, 1050, { [name]: 0.05 })).toEqual({ kind: "within" });
    expect(verdict(1000, 1051, { [name]: 0.05 })).toEqual({ kind: "worse" });
    expect(verdict(1000, 1001, { [name]: 0 })).toEqual({ kind: "worse" });
  });

  test("of 0, without bounds and without a number", () => {
    expect(verdict(0, 0)).toEqual({ kind: "same" });
    expect(verdict(0, 1e-30)).toEqual({ kind: "worse" });
    expect(verdict(Infinity, Infinity)).toEqual({ kind: "same" });
    expect(verdict(1000, Infinity)).toEqual({ kind: "worse" });
    expect(verdict(1000, NaN)).toEqual({ kind: "worse" });
    expect(verdict(Infinity, NaN)).toEqual({ kind: "worse" });
  });

  test("must not be lost without a reason", () => {
    expect(verdict(1000, undefined)).toEqual({ kind: "lost" });
  });
});

test("figures of another compiler, version or machine are not compared", () => {
  const worse = { figures: { code: 2000, instructions: 2000, rms: 1000 } };
  const other = against(worse, { figures: { code: 9000, instructions: 9000, rms: 1000 }, compiled: { ...GCC, compiler: "gcc 13.1.0 -O2" } });
  const reason = "it is of gcc 12.2.0 -O2 on linux-x64, and here is gcc 13.1.0 -O2 on linux-x64";
  expect([...other.verdicts]).toEqual([["rms", { kind: "same" }], ["code", { kind: "not comparable", reason }], ["instructions", { kind: "not comparable", reason }]]);
  expect(other.failures).toEqual([]);
  const elsewhere = against(worse, { figures: { code: 9000 }, compiled: { ...GCC, machine: "linux-arm64" } });
  expect(elsewhere.verdicts.get("code")).toMatchObject({ kind: "not comparable" });
  const without = against(worse, { figures: {}, compiled: undefined });
  expect(without.verdicts.get("code")).toEqual({ kind: "not comparable", reason: "no compiler here tells it" });
});

test("a figure that cannot be had here is not compared, and one that is there is, whatever others lack", () => {
  const unavailable = { instructions: "valgrind is not on the PATH", code: "size does not tell it here" };
  const { verdicts } = against({ figures: { code: 1000, instructions: 1000 } }, { figures: { code: 2000 }, unavailable });
  expect([...verdicts]).toEqual([["code", { kind: "worse" }], ["instructions", { kind: "not comparable", reason: "valgrind is not on the PATH" }]]);
});

test("errors against something else are not compared, and that is a failure", () => {
  const { comparison, failures, verdicts } = against({}, { against: "exp(x), x=0:2", figures: { rms: 1 } });
  expect(isWorse(comparison)).toBe(true);
  expect(verdicts.get("rms")).toEqual({ kind: "not comparable", reason: "it is measured against something else" });
  expect(failures).toContain("errors are measured against exp(x), x=0:2, and were against exp(x), x=0:1");
  const [nothing] = against({}, { against: undefined, figures: {} }).failures;
  expect(nothing).toBe("errors are measured against nothing, and were against exp(x), x=0:1");
});

test("what is measured for the first time is new", () => {
  const { verdicts, failures } = against({ against: undefined, figures: {} }, { figures: { rms: 1 } });
  expect([[...verdicts], failures]).toEqual([[["rms", { kind: "new" }]], []]);
});

test("failures say what was, what is and what is allowed", () => {
  const recorded: Figures = { "largest-error": 4.597e-3, wrong: 0.04, certified: 4.6001e-3, code: 812, instructions: 10_000, ulp: 3, stack: 96 };
  const measured: Figures = { "largest-error": 5.2e-3, wrong: 0.05, code: 900, instructions: 20_000, ulp: 4, stack: 0 };
  expect(against({ figures: recorded }, { figures: measured }, { code: 0.05 }).failures).toEqual([
    "largest error: 5.200e-3, more than the 4.597e-3 recorded (+13.1 %); 1 % is allowed",
    "max ulp: 4 ulp, more than the 3 ulp recorded (+33.3 %); 1 % is allowed",
    "told wrong: 5.0 %, more than the 4.0 % recorded (+25.0 %); 1 % is allowed",
    "certified error: none, and 4.601e-3 is recorded",
    "code: 900 bytes, more than the 812 bytes recorded (+10.8 %); 5 % is allowed",
    "instructions a call: 20,000, more than the 10,000 recorded (+100.0 %); 1 % is allowed",
  ]);
});

test("other bits are a failure where they must be the same", () => {
  const { comparison } = against({}, { bits: { inputs: 2, sha256: "c" } });
  expect([comparison.bits, describeFailures(comparison, false), describeFailures(comparison, true)]).toEqual(["changed", [], ["bits: results have other bits than those recorded, of the same model file"]]);
  expect(describeFailures(against({}, { bits: { inputs: 2, sha256: "c" }, modelSha256: "b" }).comparison, true)).toEqual(["bits: results have other bits than those recorded"]);
  expect(against({}, { bits: undefined }).comparison.bits).toBeUndefined();
});

test.each([
  [1000, 1131, "+13.1 %"],
  [1000, 950, "-5.0 %"],
  [100_000, 100_003, "+0.003 %"],
  [0, 5, ""],
  [5, 5, ""],
  [5, Infinity, ""],
  [undefined, 5, ""],
])("from %s to %s is a change of '%s'", (before, after, change) => {
  expect(describeChange(before, after)).toBe(change);
});
