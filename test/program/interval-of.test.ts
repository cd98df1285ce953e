// What expressions can be: of a selection, what is chosen where it is less than a number is less than it; of a table of integers, what stands in it.

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

describe("what is read of a table", () => {
  const table = { role: "table", name: "t", size: 3, rowLength: 1, comment: "" } as const;
  const buffers = [
    { ...table, scalar: "u8", values: Uint8Array.of(7, 3, 5) },
    { ...table, scalar: "i32", values: Int32Array.of(-2, 9, 0) },
    { ...table, scalar: "f32", values: Float32Array.of(1, 2, 3) },
    { role: "scratch", name: "s", size: 3, scalar: "u8" },
  ] as const;
  test.each([
    ["of narrow integers is one of them", 0, { low: 3, high: 7, nan: false }],
    ["of integers is one of them", 1, { low: -2, high: 9, nan: false }],
    ["of floats may be anything", 2, { low: -Infinity, high: Infinity, nan: true }],
    ["or of other memory may be anything", 3, { low: 0, high: 255, nan: false }],
  ])("%s", (_, buffer, interval) => {
    // Twice: what was found out of a table is remembered.
    for (let time = 0; time < 2; time++) expect(intervalOf(e.load(buffer, e.variableIndex(1)), { ...declarations, buffers })).toEqual(interval);
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
