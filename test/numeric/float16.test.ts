// The half next to a number, against the values of all halves: each is its own, and between two of them the nearer one is taken, in the middle the even.

import { expect, test } from "vitest";
import { float16Value, normalFloat16Bits } from "../../src/numeric/float16.ts";

/** Patterns of the normal halves above 0. */
const NORMAL = Array.from({ length: 0x7c00 - 0x0400 }, (_, place) => 0x0400 + place);

test("of a normal half it is the half itself, of either sign", () => {
  expect(NORMAL.filter((bits) => normalFloat16Bits(float16Value(bits)) !== bits || normalFloat16Bits(-float16Value(bits)) !== bits + 0x8000)).toEqual([]);
});

test("between two halves it is the nearer one, in the middle the even", () => {
  const wrong = NORMAL.slice(0, -1).filter((bits) => {
    const [below, above] = [float16Value(bits), float16Value(bits + 1)];
    const [middle, little] = [(below + above) / 2, (above - below) * 2 ** -30];
    const found = [middle - little, middle, middle + little].map(normalFloat16Bits);
    return found[0] !== bits || found[1] !== bits + (bits % 2) || found[2] !== bits + 1;
  });
  expect(wrong).toEqual([]);
});

test("below the least normal half it is that half or 0", () => {
  expect([0, -0, 2 ** -15, 1.5 * 2 ** -15, -1.5 * 2 ** -15, 2 ** -200].map(normalFloat16Bits)).toEqual([0, 0, 0, 0x0400, 0x8400, 0]);
});

test("of numbers whose half is infinite there is none", () => {
  expect(normalFloat16Bits(65519.99)).toBe(0x7bff);
  expect(() => normalFloat16Bits(65520)).toThrow("65520 is no finite float16");
  expect(() => normalFloat16Bits(NaN)).toThrow("NaN is no finite float16");
});
