// The inputs a function is checked at: inside the domain whatever its ends are, corners and special values among them.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DomainVariable } from "../../src/network/model.ts";
import { isFloat32, nextFloat32Down, nextFloat32Up, SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import type { Points } from "../../src/verify/points.ts";
import { sequencePoints, sweep, unusualPoints } from "../../src/verify/points.ts";

function rows({ width, count, values }: Points): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);
}

/** Domains that hold some float32, with ends that are seldom float32 themselves. */
const interval: fc.Arbitrary<{ low: number; high: number }> = fc
  .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }))
  .map(([low, size]) => ({ low, high: low + Math.max(size, Math.abs(low) * 1e-6) }));

describe("sweep of one variable", () => {
  test("is evenly spaced, both ends among them", () => {
    expect(rows(sweep([{ name: "x", low: -1, high: 1 }], 5))).toEqual([[-1], [-0.5], [0], [0.5], [1]]);
    expect(rows(sweep([{ name: "x", low: 2, high: 3 }], 1))).toEqual([[2]]);
  });

  test("stays inside where the ends are no float32, and comes as near to them as float32 can", () => {
    // 0.1 rounds up, 0.7 rounds down to float32: a low end may stay above, a high end below; the others are moved.
    for (const [low, high] of [[0.1, 0.7], [0.7, 1.1], [-0.7, -0.1], [-1.1, -0.7], [1e-50, 1]]) {
      const points = sweep([{ name: "x", low, high }], 11);
      expect([points.values[0] >= low, nextFloat32Down(points.values[0]) < low]).toEqual([true, true]);
      expect([points.values[10] <= high, nextFloat32Up(points.values[10]) > high]).toEqual([true, true]);
    }
  });

  test("has only float32 values of the domain, in ascending order", () => {
    fc.assert(
      fc.property(interval, fc.integer({ min: 1, max: 50 }), ({ low, high }, count) => {
        const { values } = sweep([{ name: "x", low, high }], count);
        expect(values.length).toBe(count);
        values.forEach((value, i) => {
          expect(isFloat32(value) && value >= low && value <= high && (i === 0 || value >= values[i - 1])).toBe(true);
        });
      }),
    );
  });
});

describe("sweep of several variables", () => {
  const domain: readonly DomainVariable[] = [
    { name: "x", low: 0, high: 1 },
    { name: "y", low: -2, high: 2 },
    { name: "z", low: 5, high: 6 },
  ];

  test("begins with all corners", () => {
    const corners = rows(sweep(domain, 20)).slice(0, 8).map(String);
    const expected = [0, 1].flatMap((x) => [-2, 2].flatMap((y) => [5, 6].map((z) => String([x, y, z]))));
    expect(corners.sort()).toEqual(expected.sort());
  });

  test("goes on with different points inside, and is the same every time", () => {
    const points = rows(sweep(domain, 500));
    expect(rows(sweep(domain, 500))).toEqual(points);
    const inside = points.slice(8);
    expect(new Set(inside.map(String)).size).toBe(inside.length);
    domain.forEach(({ low, high }, position) => {
      const column = inside.map((point) => point[position]);
      expect(Math.min(...column) >= low && Math.max(...column) <= high).toBe(true);
      // Uniform: every tenth of the interval is met.
      const tenths = new Set(column.map((value) => Math.floor((10 * (value - low)) / (high - low))));
      expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].every((tenth) => tenths.has(tenth))).toBe(true);
    });
  });

  test("takes the corners of the first twelve variables where there are more", () => {
    const many = Array.from({ length: 14 }, (_, i) => ({ name: `x${i}`, low: 0, high: 1 }));
    const points = rows(sweep(many, 5000));
    const corners = points.slice(0, 4096);
    expect(corners.every((point) => point.every((value) => value === 0 || value === 1))).toBe(true);
    expect(new Set(corners.map((point) => point.slice(0, 12).join(""))).size).toBe(4096);
    expect(points.slice(4096).some((point) => point.some((value) => value === 0 || value === 1))).toBe(false);
  });

  test("has only values of the domain, whatever its ends are", () => {
    fc.assert(
      fc.property(fc.array(interval, { minLength: 2, maxLength: 3 }), (intervals) => {
        const variables = intervals.map((one, i) => ({ name: `x${i}`, ...one }));
        for (const point of rows(sweep(variables, 30))) {
          point.forEach((value, i) => expect(value >= variables[i].low && value <= variables[i].high).toBe(true));
        }
      }),
    );
  });
});

describe("unusualPoints", () => {
  test.each([1, 2, 5, 64])("has every special value in each of %d places", (width) => {
    const points = rows(unusualPoints(width, 4096));
    for (let place = 0; place < width; place++) {
      const column = points.map((point) => point[place]);
      expect(SPECIAL_FLOAT32.filter((value) => !column.some((one) => Object.is(one, value)))).toEqual([]);
    }
  });

  test("has NaN only where it is a special value, one place at a time", () => {
    const points = rows(unusualPoints(3, 2000));
    expect(points.filter((point) => point.some(Number.isNaN)).map((point) => point.filter(Number.isNaN).length)).toEqual([1, 1, 1]);
  });

  test("has values of every magnitude and of ordinary size, half and half", () => {
    const values = rows(unusualPoints(1, 4096)).flat();
    const ordinary = values.filter((value) => Math.abs(value) < 4 && Math.abs(value) > 1e-3).length;
    expect(ordinary).toBeGreaterThan(0.45 * values.length);
    for (const [low, high] of [[0, 2 ** -126], [1e-38, 1e-20], [1e-20, 1e-3], [4, 1e20], [1e20, 3e38]]) {
      expect(values.some((value) => Math.abs(value) > low && Math.abs(value) < high)).toBe(true);
    }
  });

  test("are as many as asked for, the same every time, and a longer list begins with the shorter one", () => {
    const long = rows(unusualPoints(2, 300));
    expect(rows(unusualPoints(2, 200))).toEqual(long.slice(0, 200));
    expect([unusualPoints(3, 0).values.length, unusualPoints(3, 7).values.length]).toEqual([0, 21]);
  });
});

describe("sequencePoints", () => {
  test.each([[1, 1], [6, 6], [64, 64], [100, 64], [130, 128]])("of %i calls at the most: %i, in whole sequences of 64 or the beginning of one", (most, calls) => {
    const { count, values } = sequencePoints(3, most, 64);
    expect(count).toBe(calls);
    expect(values.length).toBe(3 * calls);
  });
});
