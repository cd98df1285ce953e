// How a model compares with a baseline: as a table, as an object and as cases of a report.

import { expect, test } from "vitest";
import type { BaselineEntry } from "../../../../src/baseline/baseline.ts";
import { compare, type MeasuredEntry } from "../../../../src/baseline/compare.ts";
import { describeFailures } from "../../../../src/baseline/describe.ts";
import type { AgainstBaseline } from "../../../../src/cli/commands/check/baseline/against-baseline.ts";
import { baselineAsObject, baselineAsTable, baselineCases, baselineVerdict } from "../../../../src/cli/commands/check/baseline/baseline-report.ts";

const bits = { inputs: 8192, sha256: "b" };
const gcc = { compiler: "gcc 12.2.0 -O2", machine: "linux-x64" };
const RECORDED: BaselineEntry = { nnc: "0.1.0", modelSha256: "a", against: "2*x, x=0:1", compiled: gcc, figures: { rms: 1e-3, certified: 2e-3, code: 812, stack: 96 }, bits };
const MEASURED: MeasuredEntry = {
  ...RECORDED,
  modelSha256: "c",
  compiled: { ...gcc, machine: "linux-arm64" },
  figures: { rms: 1.5e-3, code: 800, stack: 96, parameters: 40 },
  bits: { inputs: 8192, sha256: "d" },
  unavailable: { instructions: "valgrind is not on the PATH" },
};

function against(recorded: BaselineEntry | undefined, measured: MeasuredEntry, isToBeRecorded = false): AgainstBaseline {
  const comparison = recorded && compare(recorded, measured, { rms: 0.05 });
  const failures = comparison === undefined || isToBeRecorded ? [] : describeFailures(comparison, true);
  return { file: "b.json", key: "m.onnx", measured, comparison, sameBits: true, isToBeRecorded, failures };
}

const APART = "it is of gcc 12.2.0 -O2 on linux-x64, and here is gcc 12.2.0 -O2 on linux-arm64";

test("a table says what was, what is and what is allowed", () => {
  expect(baselineAsTable(against(RECORDED, MEASURED))).toBe(
    [
      "m.onnx in b.json",
      "figure           recorded   measured   change   allowed  verdict",
      "RMS              1.000e-3   1.500e-3   +50.0 %  5 %      worse",
      "certified error  2.000e-3   –                   1 %      lost",
      "parameters       –          40 bytes                     new",
      "code             812 bytes  800 bytes                    not comparable",
      "stack            96 bytes   96 bytes                     not comparable",
      "bits                                                     changed",
      `not comparable: ${APART}`,
      "not measured: instructions a call, for valgrind is not on the PATH",
      "",
    ].join("\n"),
  );
});

test("and what could not be measured at all", () => {
  const bare: MeasuredEntry = { ...MEASURED, against: undefined, compiled: undefined, figures: { parameters: 40 }, bits: undefined, unavailable: {} };
  expect(baselineAsTable(against(undefined, bare)).split("\n").slice(0, -1)).toEqual([
    "m.onnx in b.json, where nothing is recorded of it",
    "figure      recorded  measured  change  allowed  verdict",
    "parameters  –         40 bytes                   new",
    "not measured: errors, for there is neither a target nor samples",
    "not measured: code, constants, stack and instructions, which no compiler here tells",
  ]);
});

test("an object has all of it, null where there is nothing", () => {
  const { failures, ...rest } = baselineAsObject(against({ ...RECORDED, figures: { rms: 1e-3, code: 812 } }, { ...MEASURED, figures: { rms: 1.5e-3, parameters: 40 } }));
  expect(failures).toHaveLength(2);
  expect(rest).toEqual({
    file: "b.json",
    model: "m.onnx",
    passed: false,
    recorded: false,
    against: "2*x, x=0:1",
    compiled: { ...gcc, machine: "linux-arm64" },
    figures: [
      { name: "rms", recorded: 1e-3, measured: 1.5e-3, tolerance: 0.05, verdict: "worse", reason: null },
      { name: "parameters", recorded: null, measured: 40, tolerance: 0.01, verdict: "new", reason: null },
      { name: "code", recorded: 812, measured: null, tolerance: 0.01, verdict: "not comparable", reason: APART },
    ],
    bits: { inputs: 8192, sha256: "d", verdict: "changed" },
  });
  const first = baselineAsObject(against(undefined, { ...MEASURED, against: undefined, compiled: undefined, figures: { parameters: 40 }, bits: undefined }, true));
  expect(first).toMatchObject({
    passed: true, recorded: true, against: null, compiled: null, bits: null,
    figures: [{ name: "parameters", recorded: null, measured: 40, tolerance: null, verdict: "new", reason: null }],
  });
});

test("cases fail where a figure is worse or lost, but where it is to be recorded", () => {
  const outcomes = (one: AgainstBaseline) => baselineCases(one).map(({ name, outcome: { kind } }) => `${name}: ${kind}`);
  const elsewhere = { ...MEASURED, against: "3*x, x=0:1" };
  expect(outcomes(against(RECORDED, MEASURED))).toEqual([
    "baseline: RMS: failed", "baseline: certified error: failed", "baseline: parameters: passed", "baseline: code: left out", "baseline: stack: left out", "baseline: bits: failed",
  ]);
  expect(outcomes(against(RECORDED, elsewhere))).toEqual([
    "baseline: target: failed", "baseline: RMS: left out", "baseline: certified error: left out", "baseline: parameters: passed",
    "baseline: code: left out", "baseline: stack: left out", "baseline: bits: failed",
  ]);
  expect(outcomes(against(RECORDED, MEASURED, true)).filter((outcome) => outcome.endsWith("failed"))).toEqual([]);
  expect(outcomes(against(undefined, MEASURED, true))).toEqual([]);
});

test("a check that passes says that the baseline is kept, where it is compared with one", () => {
  const kept = ", and no figure is worse than the baseline allows";
  expect([against(RECORDED, MEASURED), against(RECORDED, MEASURED, true), against(undefined, MEASURED)].map(baselineVerdict)).toEqual([kept, "", ""]);
});
