// The pure parts of the command line: domains, shell words, arrays, tables, verdicts.

import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { CheckOutcome } from "../../src/cli/commands/check/check-report.ts";
import { failuresOf, reportAsJson, reportAsTable } from "../../src/cli/commands/check/check-report.ts";
import { readDomainVariable, showDomainVariable } from "../../src/run/settings/domain.ts";
import { toJson } from "../../src/cli/terminal/json.ts";
import { shellWords } from "../../src/cli/terminal/shell-words.ts";
import { showArray } from "../../src/cli/commands/info/show-array.ts";
import { showCount } from "../../src/numeric/shown-number.ts";
import type { TrainingSubject } from "../../src/run/choose-source.ts";
import type { DescribedTraining } from "../../src/run/said-settings.ts";
import { saidSettings } from "../../src/run/said-settings.ts";
import { trainingCommand } from "../../src/cli/commands/train/training-command.ts";
import { isProblem } from "../../src/diagnostics/problem.ts";
import { RECIPES } from "../../src/train/recipes.ts";

/** The command that trains the same again. */
const commandOf = (training: DescribedTraining): string => trainingCommand(saidSettings(training));

const rows = z.array(z.array(z.number()));

describe("domains", () => {
  test.each([
    ["0:1", "x", 0, 1],
    ["-1:1", "x", -1, 1],
    ["t=1e-3:2.5E2", "t", 1e-3, 250],
    ["-pi:pi", "x", -Math.PI, Math.PI],
    ["a1=-pi/2:2pi", "a1", -Math.PI / 2, 2 * Math.PI],
    [" 0:0.5*PI/3 ", "x", 0, (0.5 * Math.PI) / 3],
    [".5:+1.", "x", 0.5, 1],
  ])("%s", (text, name, low, high) => {
    expect(readDomainVariable(text)).toEqual({ name, low, high });
  });

  test.each([
    "",
    ":",
    "0:",
    "=0:1",
    "0:1:2",
    "x=y=0:1",
    "0:pip",
    "0:pi/0",
    "0:1/2",
    "1:-1",
    "a b=0:1",
    "0:Infinity",
    "pi*2:1",
  ])("'%s' is refused", (text) => {
    expect(isProblem(readDomainVariable(text))).toBe(true);
  });

  test("what is shown is read back", () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(float, float, (one, other) => {
        fc.pre(one !== other);
        const variable = { name: "u", low: Math.min(one, other) + 0, high: Math.max(one, other) + 0 };
        expect(readDomainVariable(showDomainVariable(variable))).toEqual(variable);
      }),
    );
  });
});

test("shell words are read back by a shell", () => {
  const words = fc.sample(
    fc.array(fc.string({ unit: "grapheme-ascii", maxLength: 8 }), { minLength: 1, maxLength: 4 }),
    { numRuns: 60, seed: 1 },
  );
  const script = words.map((list) => `printf '%s\\0' ${shellWords(list)}`).join("\n");
  const { stdout } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
  expect(stdout.split("\0").slice(0, -1)).toEqual(words.flat());
});

test("the training command names what is unusual, and the seed", () => {
  const unchanged = RECIPES.article;
  const subject = { targets: ["exp(x)"], domain: [{ name: "x", low: 0, high: 1 }] };
  const usual = { subject, recipe: unchanged, unchanged, seed: 7 };
  expect(commandOf({ ...usual, recipe: RECIPES.best, unchanged: RECIPES.best })).toBe("nnc train --seed 7");
  expect(commandOf(usual)).toBe("nnc train --recipe article --seed 7");
  const recipe = { ...unchanged, hidden: [4, 2], activation: "relu", iterations: 5, batch: 6, learningRate: 0.01 };
  const domain = [...subject.domain, { name: "y", low: -1, high: 2 }];
  expect(commandOf({ ...usual, subject: { targets: ["x*y", "it's"], domain }, recipe })).toBe(
    "nnc train --target 'x*y' --target 'it'\\''s' --domain x=0:1 --domain y=-1:2 --recipe article " +
      "--hidden 4,2 --activation relu --iterations 5 --batch 6 --learning-rate 0.01 --seed 7",
  );
});

test("the training command names a file of samples and what was said about it", () => {
  const bare = { data: "my samples.csv", inputs: undefined, outputs: undefined, holdOut: undefined, splitSeed: 1 };
  const command = (subject: TrainingSubject): string => commandOf({ subject, recipe: RECIPES.best, unchanged: RECIPES.best, seed: 2 });
  expect(command(bare)).toBe("nnc train --data 'my samples.csv' --seed 2");
  expect(command({ ...bare, inputs: ["a", "b c"], outputs: ["y"], holdOut: 0, splitSeed: 0 })).toBe(
    "nnc train --data 'my samples.csv' --inputs 'a,b c' --outputs y --hold-out 0 --split-seed 0 --seed 2",
  );
});

test("arrays keep every float32 and their shape", () => {
  expect(showArray("b1", Float32Array.of(0.5, -1, 1e-7), [3])).toBe("b1 = array([ 0.5,   -1, 1e-7], dtype=float32)");
  expect(showArray("W1", Float32Array.of(1, 2, 3, 4), [2, 2])).toBe("W1 = array([[1, 2],\n            [3, 4]], dtype=float32)");
  expect(showArray("s", Float32Array.of(0.2), [])).toBe("s = array(0.2, dtype=float32)");
  fc.assert(
    fc.property(
      fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 }),
      (values) => {
        const data = Float32Array.from(values, (value) => value + 0);
        const shown = showArray("W", data, [1, data.length]);
        expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThanOrEqual(118);
        const [, printed = ""] = /^W = array\(([^]*), dtype=float32\)$/.exec(shown) ?? [];
        const [row] = rows.parse(JSON.parse(printed));
        expect(row?.map(Math.fround)).toEqual([...data]);
      },
    ),
  );
});

test("counts are grouped by three digits", () => {
  expect([0, 12, 999, 1000, 65537, 1234567].map(showCount)).toEqual(["0", "12", "999", "1,000", "65,537", "1,234,567"]);
});

test("JSON loses no number", () => {
  expect(toJson([NaN, -Infinity, -0, 0, 1e-45])).toBe('[\n  "NaN",\n  "-Infinity",\n  "-0",\n  0,\n  1e-45\n]\n');
});

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
  } as const;
  const outcome: CheckOutcome = {
    fileName: "m.onnx",
    modelSha256: "ab",
    goal: undefined,
    maximumError: undefined,
    seen: undefined,
    results: [result],
    missing: [],
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
      target: null,
      results: [{ differing: 2, firstDifference: { input: ["-0"], expected: ["NaN"], computed: [1] } }],
    });
  });
});
