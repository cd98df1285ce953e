// The pairs found cost no more than the best of all choices, tried one by one.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closestPairs } from "../../../src/train/folding/closest-pairs.ts";

/** The least cost of `count` pairs in any order. */
function leastCost(left: readonly number[], right: readonly number[], count: number): number {
  if (count === 0) return 0;
  if (left.length < count) return Infinity;
  const [first, ...rest] = left;
  const withFirst = right.map((other, index) => {
    const difference = first - other;
    return (difference * difference) / (first * other) + leastCost(rest, right.toSpliced(index, 1), count - 1);
  });
  return Math.min(leastCost(rest, right, count), ...withFirst);
}

const amplitudes = fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 5 }).map((values) => values.map((value) => value / 10).sort((a, b) => a - b));

describe("closestPairs", () => {
  it("finds the cheapest pairs, in order, none twice", () => {
    fc.assert(
      fc.property(amplitudes, amplitudes, fc.nat(5), (left, right, wanted) => {
        const count = Math.min(wanted, left.length, right.length);
        const pairs = closestPairs(left, right, count);
        expect(pairs.length).toBe(count);
        pairs.slice(1).forEach(([i, j], index) => {
          expect(i).toBeGreaterThan(pairs[index][0]);
          expect(j).toBeGreaterThan(pairs[index][1]);
        });
        const cost = pairs.reduce((sum, [i, j]) => sum + ((left[i] - right[j]) * (left[i] - right[j])) / (left[i] * right[j]), 0);
        expect(cost).toBeCloseTo(leastCost(left, right, count), 9);
      }),
    );
  });
});
