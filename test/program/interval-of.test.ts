// What a selection can be: what is chosen where it is less than a number is less than it, and nothing else is concluded.

import { describe, expect, test } from "vitest";
import * as e from "../../src/program/expression.ts";
import { intervalOf } from "../../src/program/interval-of.ts";
import type { Expression } from "../../src/program/program.ts";

const declarations = {
  buffers: [],
  locals: [
    { name: "offset", scalar: "u32" },
    { name: "end", scalar: "u32", bounds: { least: 0, greatest: 8 } },
    { name: "x", scalar: "f32" },
    { name: "signed", scalar: "i32", bounds: { least: -5, greatest: 20 } },
  ],
} as const;
const [OFFSET, END, X, SIGNED] = [0, 1, 2, 3].map(e.local);
const u32 = (value: number): Expression => e.constantOf("u32", value);
const i32 = (value: number): Expression => e.constantOf("i32", value);
const everyU32 = { low: 0, high: 2 ** 32 - 1, nan: false };

describe("a selection", () => {
  test.each([
    ["of what is less than a constant", e.select(e.less(OFFSET, u32(9)), OFFSET, END), { low: 0, high: 8, nan: false }],
    ["of what is less than a variable", e.select(e.less(OFFSET, END), OFFSET, u32(3)), { low: 0, high: 7, nan: false }],
    ["of a signed number", e.select(e.less(SIGNED, i32(4)), SIGNED, i32(0)), { low: -5, high: 3, nan: false }],
    ["of another variable", e.select(e.less(END, u32(9)), OFFSET, END), everyU32],
    ["of what is greater", e.select(e.less(u32(9), OFFSET), OFFSET, END), everyU32],
    ["of what is not less", e.select(e.less(OFFSET, u32(9)), END, OFFSET), everyU32],
    ["by another comparison", e.select(e.lessOrEqual(OFFSET, u32(9)), OFFSET, END), everyU32],
    ["of floats", e.select(e.less(X, e.constant(1)), X, e.constant(0)), { low: -Infinity, high: Infinity, nan: true }],
  ])("%s", (_, expression, interval) => {
    expect(intervalOf(expression, declarations)).toEqual(interval);
  });
});

test.each([
  ["u32 within i32", e.convert(END, "i32", "bits"), { low: 0, high: 8, nan: false }],
  ["any u32", e.convert(OFFSET, "i32", "bits"), { low: -(2 ** 31), high: 2 ** 31 - 1, nan: false }],
  ["a negative i32", e.convert(SIGNED, "u32", "bits"), everyU32],
  ["a float", e.convert(X, "u32", "bits"), everyU32],
])("the bits of %s", (_, expression, interval) => {
  expect(intervalOf(expression, declarations)).toEqual(interval);
});
