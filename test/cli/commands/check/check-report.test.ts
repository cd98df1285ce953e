// What nnc check makes of what it found: verdicts, the table and JSON.

import { describe, expect, test } from "vitest";
import type { CheckOutcome } from "../../../../src/cli/commands/check/check-report.ts";
import { failuresOf, isDefective, reportAsJson, reportAsTable } from "../../../../src/cli/commands/check/check-report.ts";

describe("verdicts", () => {
  const error = { maximum: 0.01, at: [0.5], rootMeanSquare: 0.001, samples: 10, maximumUlp: 3, ulpAt: [0] };
  const result = {
    language: "c",
    toolchain: "gcc",
    version: "12",
    options: ["-O2"],
    evaluated: 1000,
    differing: 0,
    firstDifference: undefined,
    error,
    batch: undefined,
  } as const;
  const outcome: CheckOutcome = {
    fileName: "m.onnx",
    modelSha256: "ab",
    goal: undefined,
        judgement: undefined,
    maximumError: undefined,
    seen: undefined,
    results: [result],
    math: "own",
    mayDiffer: false,
    missing: [],
    baseline: undefined,
  };

  test("an error at the limit passes, one beyond fails, and so does one that is no number", () => {
    const failures = (maximum: number, maximumError: number) =>
      failuresOf({ ...outcome, maximumError, results: [{ ...result, error: { ...error, maximum } }] });
    expect(failures(0.01, 0.01)).toEqual([]);
    expect(failures(0.0101, 0.01)).toEqual(["C by gcc -O2: an error of 1.01e-2, more than 0.01"]);
    expect(failures(NaN, 0.01)).toEqual(["C by gcc -O2: an error of NaN, more than 0.01"]);
    expect(failures(Infinity, 1e300)).toEqual(["C by gcc -O2: an error of Infinity, more than 1e+300"]);
  });

  test("a bit that differs fails, in the table and in JSON, which keeps -0 and NaN", () => {
    const differing = {
      ...outcome,
      results: [{ ...result, differing: 2, firstDifference: { input: [-0], expected: [NaN], computed: [1] } }],
    };
    expect(failuresOf(differing)).toEqual([
      "C by gcc -O2: 2 of 1,000 results differ from the interpreter's; the first at (-0)",
    ]);
    expect(reportAsTable(differing)).toBe(
      "language  compiler  version  inputs  bits\nC         gcc -O2   12       1,000   2 differ  1.00e-2  (0.5)  1.00e-3  3\nfailed: one failure\n",
    );
    expect(JSON.parse(reportAsJson(differing))).toMatchObject({
      passed: false,
      math: "own",
      target: null,
      results: [{ differing: 2, firstDifference: { input: ["-0"], expected: ["NaN"], computed: [1] } }],
    });
  });

  test("for many arguments at once a bit that differs from single calls fails, whosever mathematics it is", () => {
    const firstDifference = { input: [0.5], expected: [0.2, 1.5], computed: [0.2, -0] };
    const batch = { calls: 283, differing: 2, firstDifference, simd: true };
    const differing = { ...outcome, math: "libm", mayDiffer: true, results: [{ ...result, batch }] } as const;
    const failure = "C by gcc -O2: 2 of 283 results for many arguments at once differ from those of single calls; the first at (0.5): number 2 of 2 is -0 instead of 1.5";
    expect([failuresOf(differing), isDefective(differing)]).toEqual([[failure], true]);
    expect(reportAsTable(differing)).toBe(
      "language  compiler  version  inputs  bits  in batches  bits\n" +
        "C         gcc -O2   12       1,000   same  283         2 differ, with WebAssembly  1.00e-2  (0.5)  1.00e-3  3\n" +
        "failed: one failure\n",
    );
    expect(JSON.parse(reportAsJson(differing))).toMatchObject({
      passed: false,
      failures: [failure],
      results: [{ differing: 0, batch: { calls: 283, differing: 2, firstDifference: { input: [0.5], expected: [0.2, 1.5], computed: [0.2, "-0"] }, simd: true } }],
    });
  });

  test("for many arguments at once the same bits are said of how many calls", () => {
    const same = { ...outcome, results: [{ ...result, error: undefined, batch: { calls: 4096, differing: 0, firstDifference: undefined, simd: false } }] } as const;
    expect([failuresOf(same), isDefective(same)]).toEqual([[], false]);
    expect(reportAsTable(same)).toBe(
      "language  compiler  version  inputs  bits  in batches  bits\n" +
        "C         gcc -O2   12       1,000   same  4,096       same\n" +
        "passed: one compiler gives the interpreter's bits, and for many arguments at once those of single calls\n",
    );
    expect(JSON.parse(reportAsJson(same))).toMatchObject({ passed: true, results: [{ batch: { calls: 4096, differing: 0, firstDifference: null, simd: false } }] });
    expect(JSON.parse(reportAsJson(outcome))).toMatchObject({ results: [{ batch: null }] });
  });

  test("bits that depend on the platform are counted and fail nothing", () => {
    const differing = { ...outcome, math: "libm", mayDiffer: true, results: [{ ...result, differing: 2 }] } as const;
    expect(failuresOf(differing)).toEqual([]);
    expect(reportAsTable(differing)).toBe(
      "language  compiler  version  inputs  bits\n" +
        "C         gcc -O2   12       1,000   2 differ  1.00e-2  (0.5)  1.00e-3  3\n" +
        "passed: one compiler's results depend on the platform's mathematical library\n",
    );
    expect(JSON.parse(reportAsJson(differing))).toMatchObject({ passed: true, math: "libm", results: [{ differing: 2 }] });
  });
});
