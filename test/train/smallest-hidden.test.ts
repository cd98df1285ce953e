// The search for the smallest hidden layers, driven by made-up errors instead of trainings.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TriedSize } from "../../src/train/smallest-hidden.ts";
import { smallestHidden, smallestOf } from "../../src/train/smallest-hidden.ts";

/** Says how far hidden layers get. */
type ErrorOf = (hidden: readonly number[]) => number;

function search(inputs: number, outputs: number, wanted: number, errorOf: ErrorOf): readonly TriedSize[] {
  const sizes = smallestHidden(inputs, outputs, wanted);
  let next = sizes.next();
  while (next.done !== true) next = sizes.next(errorOf(next.value));
  return next.value;
}

/** Weights and biases of a dense network, counted one by one. */
function countOneByOne(inputs: number, hidden: readonly number[], outputs: number): number {
  let count = 0;
  let previous = inputs;
  for (const units of [...hidden, outputs]) {
    for (let unit = 0; unit < units; unit++) {
      for (let weight = 0; weight < previous; weight++) count++;
      count++;
    }
    previous = units;
  }
  return count;
}

/** Reached from `one` units of a single layer and from `two`, 2·`two` units of a pair on. */
const thresholds =
  (one: number, two: number): ErrorOf =>
  (hidden) =>
    hidden[0] >= (hidden.length === 1 ? one : two) ? 0.5 : 2;

const ALL = Array.from({ length: 128 }, (_, i) => [[i + 1], [i + 1, 2 * i + 2]]).flat();

describe("the smallest hidden layers", () => {
  test("are the very smallest of both families, wherever they begin to reach the error", () => {
    const begin = fc.integer({ min: 1, max: 140 });
    const few = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(begin, begin, few, few, (one, two, inputs, outputs) => {
        const errorOf = thresholds(one, two);
        const tried = search(inputs, outputs, 1, errorOf);
        const sizes = ALL.filter((hidden) => errorOf(hidden) <= 1).map((hidden) => countOneByOne(inputs, hidden, outputs));
        expect(smallestOf(tried, 1)?.parameters ?? Infinity).toBe(Math.min(...sizes));
        expect(tried.length).toBeLessThanOrEqual(2 * (8 + 7));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test("a single layer between two powers of two is found where it is smaller than the pair of layers", () => {
    // 1-8-16-1 has 177 parameters, 1-58-1 has 175 and 1-64-1 has 193.
    const smallest = smallestOf(search(1, 1, 1, thresholds(58, 8)), 1);
    expect(smallest).toEqual({ hidden: [58], parameters: 175, error: 0.5 });
    expect(smallestOf(search(1, 1, 1, thresholds(59, 8)), 1)).toEqual({ hidden: [8, 16], parameters: 177, error: 0.5 });
  });

  test("all that was tried is told, with its error and its parameters, and nothing twice", () => {
    const asked: (readonly number[])[] = [];
    const errorOf: ErrorOf = (hidden) => {
      asked.push(hidden);
      return 1 / hidden[0] ** hidden.length;
    };
    const tried = search(2, 3, 0.02, errorOf);
    expect(tried.map(({ hidden }) => hidden)).toEqual(asked);
    expect(new Set(asked.map(String)).size).toBe(asked.length);
    for (const { hidden, parameters, error } of tried) {
      expect(parameters).toBe(countOneByOne(2, hidden, 3));
      expect(error).toBe(1 / hidden[0] ** hidden.length);
    }
    expect(smallestOf(tried, 0.02)).toMatchObject({ hidden: [8, 16] });
    // Doubling, then halving. 2-8-16-3 has 219 parameters, 2-n-3 has 6n + 3: as many with 36 units, which are not tried.
    expect(asked.map(String)).toEqual(["1,2", "2,4", "4,8", "8,16", "6,12", "7,14", "1", "2", "4", "8", "16", "32", "35"]);
  });

  test("where none reaches the error, each family was tried to its end and none is the smallest", () => {
    const tried = search(1, 1, 1, () => NaN);
    expect(tried.map(({ hidden }) => hidden[0])).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128]);
    expect(smallestOf(tried, 1)).toBeUndefined();
  });

  test("an error that is exactly the wanted one is reached", () => {
    expect(smallestOf(search(1, 1, 0.25, ([units]) => 1 / units), 0.25)).toEqual({ hidden: [4], parameters: 13, error: 0.25 });
  });
});
