// The search over boxes: covers the domain, ends when it is near enough, and when it is told to.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { branchAndBound, type BoxProblem, type FoundError, type JudgedBox } from "../../../src/certify/boxes/branch-and-bound.ts";
import { LargestFirst } from "../../../src/certify/boxes/largest-first.ts";
import type { Bounds } from "../../../src/program/domains/affine-algebra.ts";

test("a queue gives what it was given by falling keys", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 })), (keys) => {
      const queue = new LargestFirst<number>();
      keys.forEach((key) => queue.push(key, key));
      expect(queue.size).toBe(keys.length);
      expect(queue.largest).toBe(keys.length === 0 ? undefined : Math.max(...keys));
      expect(keys.map(() => queue.pop())).toEqual(keys.toSorted((one, other) => other - one));
      expect(queue.pop()).toBeUndefined();
    }),
  );
});

/** The largest of x·y over a box of numbers above 0, which is in its far corner; the bound is off by the box's area. */
class Products implements BoxProblem {
  readonly domain: readonly Bounds[] = [{ low: 1, high: 2 }, { low: 1, high: 3 }];
  readonly found: FoundError[] = [{ error: 0, at: [] }];
  readonly settled: JudgedBox[] = [];

  judge(boxes: readonly (readonly Bounds[])[]): readonly JudgedBox[] {
    return boxes.map((box) => {
      const [x, y] = box;
      if (x.high * y.high > this.found[0].error) this.found[0] = { error: x.high * y.high, at: [x.high, y.high] };
      return { box, atMost: [x.high * y.high + areaOf(box)], cutFirst: x.high - x.low > y.high - y.low ? 0 : 1 };
    });
  }

  settle(box: JudgedBox): void {
    this.settled.push(box);
  }
}

function areaOf([x, y]: readonly Bounds[]): number {
  return (x.high - x.low) * (y.high - y.low);
}

describe("boxes are cut", () => {
  const boundOf = ({ settled }: Products): number => Math.max(...settled.map(({ atMost: [bound] }) => bound));
  const covered = ({ settled }: Products): number => settled.reduce((sum, { box }) => sum + areaOf(box), 0);

  test.each([1.5, 1.1, 1.001])("until the bound is %d times what was found", (tightness) => {
    const problem = new Products();
    const boxes = branchAndBound(problem, { tightness, mostBoxes: 1e6 });
    expect(boxes).toBeLessThan(3000);
    expect([boundOf(problem) <= 6 * tightness, boundOf(problem) >= 6, covered(problem), problem.found[0].error]).toEqual([true, true, 2, 6]);
  });

  test("until it is enough", () => {
    const problem = new Products();
    expect(branchAndBound(problem, { tightness: 1.0001, mostBoxes: 1e6, enough: 8 })).toBe(1);
    expect([boundOf(problem), covered(problem)]).toEqual([8, 2]);
  });

  test.each([[1, 1], [2, 1], [10, 9], [24, 23], [1000, 25]])("as often as %d boxes allow", (mostBoxes, judged) => {
    const problem = new Products();
    expect(branchAndBound(problem, { tightness: 1.0001, mostBoxes })).toBe(judged);
    expect(covered(problem)).toBe(2);
  });

  test("until somebody ends it, who is told how far it is", () => {
    const problem = new Products();
    const told: unknown[] = [];
    const boxes = branchAndBound(problem, { tightness: 1.0001, mostBoxes: 100, goesOn: (progress) => told.push(progress) < 2 });
    expect([boxes, told.length, covered(problem)]).toEqual([5, 2, 2]);
    expect(told[0]).toEqual({ boxes: 3, mostBoxes: 100, atMost: 7, found: 6 });
  });
});
