// Fused multiply-adds against exact integers: where two roundings would give another float32, next to halfway on either side, subnormal and next to overflow.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fusedMultiplyAdd } from "../../src/numeric/fused-multiply-add.ts";
import { exactFusedFloat32 } from "../program/exact-float.ts";

const LEAST = 2 ** -149;
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

describe("a·b + c rounded once", () => {
  test.each([
    ["below halfway by less than float64 tells, to the odd number there", 1 + 2 ** -23, (1 - 2 ** -23) * 2 ** -24, 1 + 2 ** -23, 1 + 2 ** -23],
    ["above halfway by less than float64 tells, from the even number", 1 + 2 ** -12, (1 - 4095 * 2 ** -24) * 2 ** -24, 1, 1 + 2 ** -23],
    ["halfway, to the even number", 2 ** -12, 2 ** -12, 1, 1],
    ["halfway between subnormal numbers", 2 ** -75, 2 ** -75, LEAST, 2 * LEAST],
    ["next to halfway between subnormal numbers", (1 - 2 ** -23) * 2 ** -75, (1 + 2 ** -23) * 2 ** -75, LEAST, LEAST],
    ["a product below the least number, whose sign is left", -LEAST, LEAST, 0, -0],
    ["a product of −0 and +0", -0, 1, 0, 0],
    ["halfway to the next number after the largest", 2 ** 52, 2 ** 51, LARGEST, Infinity],
    ["next to halfway to that", (1 - 2 ** -23) * 2 ** 52, (1 + 2 ** -23) * 2 ** 51, LARGEST, LARGEST],
    ["a product beyond all numbers that comes back", LARGEST, 2, -LARGEST, LARGEST],
    ["0·∞", 0, Infinity, 1, NaN],
    ["∞ − ∞", Infinity, 1, -Infinity, NaN],
    ["∞ and a product beyond all numbers", LARGEST, LARGEST, -Infinity, -Infinity],
  ])("%s", (_, a, b, c, sum) => {
    for (const given of [a, b, c]) expect(Math.fround(given)).toBe(given);
    expect([fusedMultiplyAdd(a, b, c), exactFusedFloat32(a, b, c)]).toEqual([sum, sum]);
  });

  test("is what exact integers give where the product is a half of the addend's last place, or next to it", () => {
    const factors = fc.constantFrom([1, 1], [1 + 2 ** -23, 1 - 2 ** -23], [1 + 2 ** -12, 1 - 4095 * 2 ** -24], [1 + 2 ** -23, 1], [3, 0.3333333432674408]);
    const significand = fc.integer({ min: 2 ** 23, max: 2 ** 24 - 1 });
    let apart = 0;
    fc.assert(
      fc.property(significand, fc.integer({ min: -149, max: 104 }), factors, fc.constantFrom(1, -1), fc.constantFrom(1, -1), (addend, exponent, [x, y], sign, other) => {
        const half = Math.trunc(exponent / 2);
        const [a, b, c] = [sign * x * 2 ** half, y * 2 ** (exponent - 1 - half), other * addend * 2 ** exponent];
        const found = fusedMultiplyAdd(a, b, c);
        if (!Object.is(found, exactFusedFloat32(a, b, c))) expect([a, b, c, found]).toEqual([a, b, c, exactFusedFloat32(a, b, c)]);
        if (found !== Math.fround(a * b + c)) apart++;
      }),
      { numRuns: 2000, seed: 1 },
    );
    expect(apart).toBeGreaterThan(100);
  });
});
