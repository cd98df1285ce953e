// Schedules against their formulas in 40 digits and against figures worked out by hand; how they combine; what is refused.

import { all, create } from "mathjs";
import { describe, expect, test } from "vitest";
import { SCHEDULES, parseSchedule } from "../../../src/train/schedules/index.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const math = create(all, { number: "BigNumber", precision: 40 });
const factors = (text: string, steps: number) => {
  const schedule = parseSchedule(text);
  return Array.from({ length: steps }, (_, position) => schedule.factor({ step: position + 1, steps }));
};

test.each<[string, readonly number[]]>([
  ["constant", [1, 1, 1, 1, 1, 1]],
  ["step:2,0.5", [1, 1, 0.5, 0.5, 0.25, 0.25]],
  ["step:1,1", [1, 1, 1, 1, 1, 1]],
  ["step:100,0.5", [1, 1, 1, 1, 1, 1]],
  ["warmup:4", [0.25, 0.5, 0.75, 1, 1, 1]],
  ["warmup:1", [1, 1, 1, 1, 1, 1]],
  ["warmup:4,step:3,0.5", [0.25, 0.5, 0.75, 0.5, 0.5, 0.5]],
  ["step:3,0.5,warmup:4", [0.25, 0.5, 0.75, 0.5, 0.5, 0.5]],
])("%s", (text, expected) => {
  expect(factors(text, 6)).toEqual(expected);
});

/** As mathjs reads them, of step t of 50. */
test.each([
  ["cosine", "(1 + cos(pi * (t - 1) / 50)) / 2"],
  ["cosine:0.1", "0.1 + 0.9 * (1 + cos(pi * (t - 1) / 50)) / 2"],
  ["warmup:10,cosine", "min(1, t / 10) * (1 + cos(pi * (t - 1) / 50)) / 2"],
  ["step:7,0.9", "0.9 ^ floor((t - 1) / 7)"],
])("%s is %s", (text, formula) => {
  factors(text, 50).forEach((factor, position) => {
    const wanted = Number(math.format(math.evaluate(formula, { t: math.bignumber(position + 1) }), { precision: 30 }));
    expect(Math.abs(factor - wanted)).toBeLessThanOrEqual(1e-15);
  });
});

test("cosine falls all the way, stays above its final share and is half way down in the middle", () => {
  const falling = factors("cosine:0.2", 101);
  expect(falling[0]).toBe(1);
  expect(falling.every((factor, step) => factor > 0.2 && (step === 0 || factor < falling[step - 1]))).toBe(true);
  expect(factors("cosine", 100)[50]).toBeCloseTo(0.5, 15);
  expect(factors("cosine:1", 4)).toEqual([1, 1, 1, 1]);
});

test("every schedule keeps from 0 to 1", () => {
  const texts = ["constant", "step:3,0.1", "cosine", "cosine:0.3", "warmup:5", "warmup:70,cosine"];
  expect(new Set(texts.map((text) => text.split(/[:,]/)[0]))).toEqual(new Set(SCHEDULES.map(({ name }) => name)));
  for (const text of texts) expect(factors(text, 60).every((factor) => factor >= 0 && factor <= 1)).toBe(true);
});

test.each([
  ["cosine:0", "cosine"],
  ["warmup:1e2,cosine:0.0", "warmup:100,cosine"],
  ["step:3000,.5,warmup:5", "step:3000,0.5,warmup:5"],
])("%s is written %s", (text, shortest) => {
  expect(parseSchedule(text).text).toBe(shortest);
});

describe("refused", () => {
  const names = "schedules: constant, step, cosine, warmup";
  const count = "it must be a whole number from 1 to 10000000";
  test.each<[string, object]>([
    ["cosin", { message: "there is no schedule 'cosin'", note: names, hint: "did you mean 'cosine'?" }],
    ["warmup:100,cosin", { message: "there is no schedule 'cosin'", note: names, hint: "did you mean 'cosine'?" }],
    ["cosine,", { message: "there is no schedule 'cosine,'", note: names, hint: "did you mean 'cosine'?" }],
    ["warmup", { message: "warmup needs the number of steps", hint: "write warmup:100" }],
    ["step:10", { message: "step needs the factor", hint: "write step:3000,0.5" }],
    ["warmup:0", { message: "'0' is no value for the number of steps of warmup", note: count, hint: "write warmup:100" }],
    ["step:1.5,0.5", { message: "'1.5' is no value for the number of steps of step", note: count, hint: "write step:3000,0.5" }],
    [
      "step:5,2",
      { message: "'2' is no value for the factor of step", note: "it must be greater than 0 and at most 1", hint: "write step:3000,0.5" },
    ],
    ["cosine:0.1,0.2", { message: "cosine takes one value, but 'cosine:0.1,0.2' gives 2", hint: "write cosine:0.01" }],
  ])("'%s'", (text, diagnostic) => {
    expect(thrownDiagnostic(() => parseSchedule(text))).toEqual({ category: "usage", place: "--schedule", ...diagnostic });
  });
});
