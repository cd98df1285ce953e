// What nnc makes of NaN, infinities, zeros of either sign, ties and numbers out of range is what docs/special-values.md says, and so is
// what onnxruntime-web makes of them. Sources in C, Go and TypeScript are compared with the interpreter in test/conformance.

import { describe, expect, test } from "vitest";
import { ulpOf } from "../standard/ulp.ts";
import { SPECIAL_GROUPS } from "./index.ts";
import { answerOfNnc, answerOfOnnxruntime, type Answer } from "./special-row.ts";
import { titleOf } from "./table.ts";

/** Between nnc and what is right, in units in the last place of that: a few roundings of what is made of several operations. */
const UNITS = 3;
/** Between onnxruntime and what it is said to give; its own error is larger than any number of units. */
const NEAR = 1e-6;

function expectAnswer(answer: Answer, expected: Answer, tolerance: (value: number) => number): void {
  if ("refusal" in expected) {
    expect("refusal" in answer ? answer.refusal : answer).toContain(expected.refusal);
    return;
  }
  expect(answer).toHaveLength(expected.length);
  if ("refusal" in answer) return;
  const isSame = (value: number, position: number): boolean => {
    const right = expected[position];
    // Zeros, infinities and NaN are themselves.
    return Object.is(value, right) || (right !== 0 && value !== 0 && Math.abs(value - right) <= tolerance(right));
  };
  expect(answer.every(isSame) ? expected : answer).toEqual(expected);
}

describe.each(SPECIAL_GROUPS.map((group) => [group.title, group] as const))("%s", (_title, { rows }) => {
  test.each(rows.map((row) => [titleOf(row), row] as const))("%s", async (_, row) => {
    expectAnswer(answerOfNnc(row), row.nnc, (value) => UNITS * ulpOf(value));
    expectAnswer(await answerOfOnnxruntime(row), row.onnxruntime?.answer ?? row.nnc, () => NEAR);
    expect(row.onnxruntime?.answer).not.toEqual(row.nnc);
  });
});
