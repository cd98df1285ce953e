// Samples set aside inside a training: a partition, the same for the same seed.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { setAside } from "../../../src/train/data/set-aside.ts";
import type { Samples } from "../../../src/train/second-order/fixed-samples.ts";

/** Two inputs and one output that name their row. */
function rows(count: number): Samples {
  return {
    points: Float32Array.from({ length: 2 * count }, (_, at) => at),
    values: Float64Array.from({ length: count }, (_, row) => 10 * row),
  };
}

describe("setAside", () => {
  test("makes a partition in order, with whole samples", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 60 }), fc.nat(), (count, seed) => {
        const { fitted, aside } = setAside(rows(count), 2, seed);
        expect(aside.values.length).toBe(Math.floor(count / 5));
        for (const { points, values } of [fitted, aside]) {
          expect([...values].toSorted((a, b) => a - b)).toEqual([...values]);
          expect([...points]).toEqual([...values].flatMap((value) => [value / 5, value / 5 + 1]));
        }
        expect([...fitted.values, ...aside.values].sort((a, b) => a - b)).toEqual([...rows(count).values]);
      }),
    );
  });

  test("depends on the seed alone", () => {
    expect(setAside(rows(40), 2, 1)).toEqual(setAside(rows(40), 2, 1));
    expect(setAside(rows(40), 2, 1)).not.toEqual(setAside(rows(40), 2, 2));
  });

  test("judges by the samples themselves where there are too few", () => {
    const samples = rows(4);
    expect(setAside(samples, 2, 1)).toEqual({ fitted: samples, aside: samples });
  });
});
