// The texts of settings that choose from a registry: what they mean and every way in which they are refused.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Choice } from "../../src/train/choices.ts";
import { exampleOf, readChoice } from "../../src/train/choices.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

const plain: Choice = { name: "plain", aliases: ["p"], parameters: [] };
const share = {
  name: "share",
  usual: 0.5,
  allows: (value: number) => value > 0 && value < 1,
  range: "greater than 0 and less than 1",
  example: 0.25,
};
const count = { name: "count", usual: undefined, allows: Number.isInteger, range: "a whole number", example: 3 };
const shared: Choice = { name: "shared", parameters: [share] };
const counted: Choice = { name: "counted", parameters: [count, share] };
const items = [plain, shared, counted];
const read = (text: string) => readChoice(text, items, { one: "schedule", many: "schedules" });

test.each<[string, Choice, readonly number[], string]>([
  ["plain", plain, [], "plain"],
  ["p", plain, [], "plain"],
  ["shared", shared, [0.5], "shared"],
  ["shared:.5", shared, [0.5], "shared"],
  ["shared:1e-3", shared, [0.001], "shared:0.001"],
  ["counted:3", counted, [3, 0.5], "counted:3"],
  ["counted:3,0.5", counted, [3, 0.5], "counted:3"],
  ["counted:3,0.75", counted, [3, 0.75], "counted:3,0.75"],
])("%s", (text, item, values, shortest) => {
  const chosen = read(text);
  expect(chosen).toEqual({ item, values, text: shortest });
  expect(read(chosen.text)).toEqual(chosen);
});

test("the shortest text chooses the same values, whatever they are", () => {
  const value = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer(), value.filter((one) => share.allows(Math.fround(one))), (whole, part) => {
      const chosen = read(`counted:${whole},${part}`);
      expect(chosen.values).toEqual([whole, part]);
      expect(read(chosen.text)).toEqual(chosen);
    }),
    { seed: 1 },
  );
});

test("examples choose what they are examples of", () => {
  expect(items.map(exampleOf)).toEqual(["plain", "shared:0.25", "counted:3,0.25"]);
  for (const item of items) expect(read(exampleOf(item)).item).toBe(item);
});

describe("refused", () => {
  const ofShare = (given: string) => ({
    message: `'${given}' is no value for the share of shared`,
    note: "it must be greater than 0 and less than 1",
    hint: "write shared:0.25",
  });
  const known = "schedules: plain, shared, counted";
  test.each<[string, object]>([
    ["sharde:0.1", { message: "there is no schedule 'sharde'", note: known, hint: "did you mean 'shared'?" }],
    ["qqqqqqqq", { message: "there is no schedule 'qqqqqqqq'", note: known }],
    ["", { message: "there is no schedule ''", note: known }],
    ["toString", { message: "there is no schedule 'toString'", note: known }],
    ["plain:", { message: "plain takes no value, but 'plain:' gives 1", hint: "write plain" }],
    ["shared:0.1,0.2", { message: "shared takes one value, but 'shared:0.1,0.2' gives 2", hint: "write shared:0.25" }],
    ["counted:1,0.1,2", { message: "counted takes 2 values, but 'counted:1,0.1,2' gives 3", hint: "write counted:3,0.25" }],
    ["counted", { message: "counted needs the count", hint: "write counted:3,0.25" }],
    ...["", "1", "0x1", "0.1:0.2", " 0.1", "NaN", "Infinity", "-0.5", "1e-60", "0.99999999999"].map(
      (given): [string, object] => [`shared:${given}`, ofShare(given)],
    ),
  ])("'%s'", (text, diagnostic) => {
    expect(thrownDiagnostic(() => read(text))).toEqual({ category: "usage", place: "--schedule", ...diagnostic });
  });
});
