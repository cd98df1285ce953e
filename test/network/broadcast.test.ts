// Broadcasting of shapes and of positions against a naive version of numpy's rules.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { broadcastIndices, broadcastShapes, broadcastsTo, sameShape } from "../../src/network/broadcast.ts";
import type { Shape } from "../../src/network/shape.ts";
import { constantIndex } from "../../src/program/expression.ts";
import { broadcast } from "./naive.ts";
import { element, positions } from "./tensor.ts";

const shape: fc.Arbitrary<Shape> = fc.array(fc.constantFrom(1, 1, 2, 3), { maxLength: 4 });

function naiveOrProblem(shapes: readonly Shape[]): Shape | "problem" {
  try {
    return broadcast(shapes);
  } catch {
    return "problem";
  }
}

describe("broadcastShapes", () => {
  test.each([
    [[], [], []],
    [[3], [], [3]],
    [[3, 1, 2], [4, 1], [3, 4, 2]],
    [[1], [1, 1], [1, 1]],
    [[5, 4], [1], [5, 4]],
  ])("%j and %j give %j", (a, b, expected) => {
    expect(broadcastShapes([a, b])).toEqual(expected);
    expect(broadcastShapes([b, a])).toEqual(expected);
  });

  test("names the shapes that do not fit", () => {
    expect(broadcastShapes([[2, 3], [2]])).toEqual({ problem: "shapes [2, 3] and [2] do not broadcast" });
    expect(broadcastShapes([[4], [], [3]])).toEqual({ problem: "shapes [4] and [] and [3] do not broadcast" });
  });

  test("is numpy's, for any number of shapes", () => {
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 3 }), (shapes) => {
        const result = broadcastShapes(shapes);
        expect("problem" in result ? "problem" : result).toEqual(naiveOrProblem(shapes));
      }),
      { numRuns: 500 },
    );
  });
});

test("broadcastsTo: whether stretching the one gives the other", () => {
  fc.assert(
    fc.property(shape, shape, (from, to) => {
      const stretched = naiveOrProblem([from, to]);
      expect(broadcastsTo(from, to)).toBe(stretched !== "problem" && sameShape(stretched, to));
    }),
    { numRuns: 500 },
  );
});

test("broadcastIndices: every position of the result reads the element numpy reads", () => {
  fc.assert(
    fc.property(shape, shape, (from, other) => {
      const to = naiveOrProblem([from, other]);
      fc.pre(to !== "problem");
      const data = Array.from({ length: from.reduce((count, extent) => count * extent, 1) }, (_, i) => i);
      for (const at of positions(to)) {
        const read = broadcastIndices(from, at.map(constantIndex)).map(({ constant }) => constant);
        expect(element({ shape: from, data }, read)).toBe(element({ shape: from, data }, at));
        expect(read.every((position, axis) => position >= 0 && position < from[axis])).toBe(true);
      }
    }),
  );
});

test("sameShape compares rank and extents", () => {
  expect([sameShape([], []), sameShape([2, 3], [2, 3]), sameShape([2, 3], [3, 2]), sameShape([2], [2, 1]), sameShape([1, 2], [2])]).toEqual([
    true, true, false, false, false,
  ]);
});
