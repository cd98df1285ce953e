// Lines around rectifiers, in exact arithmetic: none is on the wrong side at an end, at 0 or between.

import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestLines, parallelLines } from "../../../src/analysis/rectifiers/relaxation.ts";
import { compare, exactly, product, sum } from "../../../src/program/domains/rational.ts";

const NUMBER = fc.oneof(
  fc.double({ min: -4, max: 4, noNaN: true }),
  fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -130, max: 120 })).map(([mantissa, exponent]) => mantissa * 2 ** exponent),
);

test.each([["nearest", nearestLines], ["parallel", parallelLines]] as const)("%s lines", (_, linesOf) => {
  fc.assert(fc.property(NUMBER, NUMBER, NUMBER, NUMBER, fc.double({ min: 0, max: 1, noNaN: true }), (below, above, one, other, share) => {
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    const { under, underOffset, over, overOffset } = linesOf(below, above, { low, high });
    for (const x of [low, high, Math.min(Math.max(0, low), high), Math.min(Math.max(low + (high - low) * share, low), high)]) {
      const value = product(exactly(x < 0 ? below : above), exactly(x));
      const at = (slope: number, offset: number) => sum(product(exactly(slope), exactly(x)), exactly(offset));
      expect(compare(at(under, underOffset), value)).toBeLessThanOrEqual(0);
      expect(compare(at(over, overOffset), value)).toBeGreaterThanOrEqual(0);
    }
  }), { numRuns: 500 });
});

test("relu over an interval has its chord above, and below the line that is nearer in the middle, or one beside the chord", () => {
  const over = { over: 0.75, overOffset: expect.closeTo(0.75, 12) as number, underOffset: 0 };
  expect(nearestLines(0, 1, { low: -1, high: 3 })).toEqual({ ...over, under: 1 });
  expect(parallelLines(0, 1, { low: -1, high: 3 })).toEqual({ ...over, under: 0.75 });
  expect(nearestLines(0, 1, { low: -3, high: 1 }).under).toBe(0);
  expect(nearestLines(0, 1, { low: 0, high: 1 })).toEqual({ under: 1, underOffset: 0, over: 1, overOffset: 0 });
});
