// The README of a package calls columns of data as their file does, units included.

import { expect, test } from "vitest";
import { makeMember } from "../../../src/codegen/packaging/member.ts";
import { memberLines } from "../../../src/codegen/packaging/readme.ts";
import { c } from "../../../src/languages/c/language.ts";
import type { TrainingRecord } from "../../../src/network/model.ts";
import { denseNetwork, EXP_RECORD, requestFor } from "../../fixtures.ts";

const record = (headers: readonly string[] | undefined): TrainingRecord => ({
  ...EXP_RECORD,
  targets: [],
  domain: [{ name: "Temp_C", low: -20, high: 75 }, { name: "humidity", low: 0, high: 100 }],
  error: { maximum: 0.5, at: [0, 0], rootMeanSquare: 0.25, samples: 5 },
  data: { file: "t.csv", sha256: "0".repeat(64), outputs: [{ name: "current_mA", low: 4, high: 20 }], heldOut: undefined, ...(headers && { headers }) },
});

function rows(headers: readonly string[] | undefined): readonly string[] {
  const { member } = makeMember(c, requestFor(denseNetwork([2, 2, 1], 1), "current", record(headers)), undefined);
  return memberLines(member).filter((line) => /^\| \d/.test(line));
}

test("with units", () => {
  expect(rows(["Temp [°C]", "humidity", "current (mA)"])).toEqual([
    "| 0 | `x[0]` | Temp \\[°C\\] | -20 … 75 |",
    "| 1 | `x[1]` | humidity | 0 … 100 |",
    "| 0 | returned | current (mA) | 4 … 20 | 5.000e-1, measured |",
  ]);
});

test("numbers of which nothing is known in a row for each array", () => {
  const { member } = makeMember(c, requestFor(denseNetwork([9, 2, 8], 1), "unknown"), undefined);
  expect(memberLines(member).filter((line) => /^\| \d/.test(line))).toEqual([
    "| 0 … 8 | `x[0]` … `x[8]` | not recorded in the model |",
    ...Array.from({ length: 8 }, (_, place) => `| ${place} | \`y[${place}]\` | y\\[${place}\\] |`),
  ]);
});

test("lines of a fact are told apart", () => {
  const { member } = makeMember(c, requestFor(denseNetwork([2, 2, 1], 1), "current", record(undefined)), undefined);
  expect(memberLines(member)).toContain("| domain | x\\[0\\] Temp_C in \\[-20, 75\\]; x\\[1\\] humidity in \\[0, 100\\] |");
});

test("without", () => {
  expect(rows(undefined)).toEqual([
    "| 0 | `x[0]` | Temp_C | -20 … 75 |",
    "| 1 | `x[1]` | humidity | 0 … 100 |",
    "| 0 | returned | current_mA | 4 … 20 | 5.000e-1, measured |",
  ]);
});
