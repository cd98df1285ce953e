// Functions told by samples, judged by the functions the samples are of at points between them.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { interpolant } from "../../../src/train/tabulated/interpolant.ts";
import { lastDigit } from "../../../src/train/tabulated/last-digit.ts";
import { noiseOf } from "../../../src/train/tabulated/noise.ts";
import { rowsOf } from "../../../src/train/tabulated/rows.ts";
import { tabulate } from "../../../src/train/tabulated/tabulate.ts";
import { tellingRows } from "../../../src/train/tabulated/telling-rows.ts";
import { thinned } from "../../../src/train/tabulated/thinned-rows.ts";
import { toEnd } from "../../../src/train/to-end.ts";
import { countedPauses } from "../counted-pauses.ts";

const evenly = (low: number, high: number, count: number): number[] => Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

function told(points: readonly number[], values: readonly number[], weights?: readonly number[]) {
  const tabulated = toEnd(tabulate(points, values, weights));
  if (tabulated === undefined) throw new Error("nothing is told");
  return tabulated;
}

/** The largest errors between neighbouring points: of what is told, and of straight lines. */
function errorsBetween(points: readonly number[], values: readonly number[], truth: (x: number) => number) {
  const { evaluate } = told(points, values);
  let [error, ofLines] = [0, 0];
  for (let i = 0; i + 1 < points.length; i++) {
    for (let k = 0; k <= 16; k++) {
      const x = points[i] + ((points[i + 1] - points[i]) * k) / 16;
      error = Math.max(error, Math.abs(evaluate(x) - truth(x)));
      ofLines = Math.max(ofLines, Math.abs(values[i] + ((values[i + 1] - values[i]) * k) / 16 - truth(x)));
    }
  }
  return { error, ofLines };
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

test("telling noisy rows pauses at every curve that is tried, telling exact ones whenever rows are added", () => {
  const random = new RandomGenerator(3);
  const points = evenly(0, 1, 300);
  expect(countedPauses(tabulate(points, points.map((x) => x + 0.1 * random.normal()))).pauses).toBeGreaterThan(50);
  expect(countedPauses(tabulate(points, points.map((x) => Math.sin(40 * x)))).pauses).toBeGreaterThan(3);
});

describe("rows", () => {
  test("are sorted, means of the same abscissa weighted, without those of weight 0", () => {
    const rows = rowsOf([2, 1, 2, 3, 1], [10, 1, 16, 5, 1], [1, 1, 2, 0, 3]);
    expect(rows).toEqual({ points: Float64Array.of(1, 2), values: Float64Array.of(1, 14), weights: Float64Array.of(4, 3) });
    expect(toEnd(tabulate([1, 1], [2, 3]))).toBeUndefined();
  });

  test("that are too many become as few means as they may", () => {
    const rows = rowsOf([0, 1, 2, 3, 4], [0, 2, 4, 6, 9], [1, 3, 1, 1, 1]);
    expect(thinned(rows, 3)).toEqual({ points: Float64Array.of(0.75, 2.5, 4), values: Float64Array.of(1.5, 5, 9), weights: Float64Array.of(4, 2, 1) });
    expect(thinned(rows, 5)).toBe(rows);
  });

  test.each([
    [[1.25, 3, 0.5], 0.01],
    [[100, 2500], 100],
    [[0.1, 0.2, 0.30000000000000004], 0.1],
    [[1 / 3], 0],
    [[1e-17], 1e-17],
  ])("%o are written to %d", (values, digit) => expect(lastDigit(values)).toBe(digit));
});

describe("rows free of noise", () => {
  test("of a polynomial of degree seven give the polynomial", () => {
    const truth = (x: number): number => ((((((x - 3) * x + 2) * x - 1) * x + 5) * x - 2) * x + 1) * x + 4;
    const points = evenly(-1, 1, 17);
    const { error, ofLines } = errorsBetween(points, points.map(truth), truth);
    expect(error).toBeLessThan(1e-6);
    expect(ofLines).toBeGreaterThan(1e-2);
  });

  test("of a kink give the kink, between rows as well as at one", () => {
    for (const kink of [0.35, 0.4]) {
      const truth = (x: number): number => 2 * Math.abs(x - kink) - x;
      const points = evenly(0, 1, 21);
      expect(errorsBetween(points, points.map(truth), truth).error).toBeLessThan(1e-6);
    }
  });

  test("of a step do not swing", () => {
    const points = evenly(0, 1, 24);
    const { evaluate } = told(points, points.map((x) => (x < 0.5 ? 0 : 1)));
    for (const x of evenly(0, 1, 1001)) {
      expect(evaluate(x)).toBeGreaterThanOrEqual(0);
      expect(evaluate(x)).toBeLessThanOrEqual(1);
    }
  });

  test("are met, but for half of their last digit and what their neighbours have of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 70, max: 2000 }), share, (count, phase) => {
        const points = evenly(0, 6, count);
        const values = points.map((x) => Number(Math.sin(x + 6 * phase).toFixed(3)));
        const { evaluate } = told(points, values);
        points.forEach((x, row) => expect(Math.abs(evaluate(x) - values[row])).toBeLessThanOrEqual(1.25e-3 * 1.0000001));
      }),
      { numRuns: 20 },
    );
  });

  test("that are dense are told by few of them", () => {
    const points = evenly(0, 6, 4000);
    const rows = rowsOf(points, points.map((x) => Number(Math.sin(x).toFixed(4))));
    const { length } = toEnd(tellingRows(rows, 5e-5, 1.25e-4)).points;
    expect(length).toBeGreaterThanOrEqual(33);
    expect(length).toBeLessThan(100);
  });

  test("that rise are followed by what rises", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 30 }), (steps) => {
        let sum = 0;
        const values = steps.map((step) => (sum += step));
        const points = values.map((_, i) => i);
        const follow = interpolant({ points: Float64Array.from(points), values: Float64Array.from(values) }, 0);
        for (let i = 0; i + 1 < points.length; i++) {
          for (let k = 0, before = values[i]; k <= 16; k++) {
            const value = follow(i + k / 16);
            expect(value).toBeGreaterThanOrEqual(before - 1e-9 * sum);
            before = value;
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  const families: readonly (readonly [name: string, of: (a: number, b: number, c: number) => (x: number) => number])[] = [
    ["smooth", (a, b, c) => (x) => Math.sin((0.5 + 2 * a) * x + 6 * b) + Math.exp(-((x - 6 * c) ** 2))],
    ["kinked", (a, b, c) => (x) => a * x + (0.2 + b) * Math.abs(x - 1 - 4 * c)],
    ["smooth with a kink", (a, _b, c) => (x) => Math.sin(x) + (0.5 + a) * Math.abs(x - 1 - 4 * c)],
    ["with a step", (a, b, c) => (x) => Math.sin(x) / 4 + (x > 1 + 4 * c ? 0.5 + a + b : 0)],
    ["monotone", (a, b) => (x) => Math.tanh((0.5 + 2 * a) * (x - 6 * b)) + x / 20],
    ["saturated", (a, b) => (x) => Math.min(1, Math.max(0, (x - 1 - a) / (1 + 2 * b)))],
    ["oscillating", (a, b) => (x) => Math.sin((2 + 3 * a) * x + 6 * b) * (1 + x / 6)],
    ["steep at an end", (a) => (x) => 1 / (x + 0.2 + a)],
  ];

  test.each(families)("%s are told no worse than by straight lines", (_name, family) => {
    fc.assert(
      fc.property(share, share, share, fc.integer({ min: 32, max: 120 }), fc.boolean(), (a, b, c, count, rounded) => {
        const truth = family(a, b, c);
        const points = evenly(0, 6, count);
        const values = points.map((x) => (rounded ? Number(truth(x).toFixed(4)) : truth(x)));
        const { error, ofLines } = errorsBetween(points, values, truth);
        expect(error).toBeLessThanOrEqual(ofLines * 1.0001 + (rounded ? 2e-4 : 1e-6));
        expect(toEnd(noiseOf(rowsOf(points, values)))).toBe(0);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe("noisy rows", () => {
  /** A line and a wave with normal noise. */
  const noisy = (count: number, deviation: number, truth: (x: number) => number, seed: number) => {
    const generator = new RandomGenerator(seed);
    const points = evenly(0, 9, count);
    return { points, values: points.map((x) => truth(x) + deviation * generator.normal()), truth };
  };

  test.each([[40, (x: number) => x], [200, (x: number) => 3 * Math.sin(x)], [6000, (x: number) => 3 * Math.sin(x)]])(
    "%d of them are known by their noise, and smoothed",
    (count, truth) => {
      const { points, values } = noisy(count, 0.3, truth, 2);
      const { noise, evaluate } = told(points, values);
      expect(noise).toBeGreaterThan(0.2);
      expect(noise).toBeLessThan(0.4);
      const squares = points.map((x) => (evaluate(x) - truth(x)) ** 2).reduce((sum, square) => sum + square, 0);
      expect(Math.sqrt(squares / count)).toBeLessThan(0.12);
    },
  );

  test("ten near a line are about as near to the line that is told as to the best one", () => {
    const { points, values, truth } = noisy(10, 0.1, (x) => x, 1);
    const { evaluate } = told(points, values);
    const squares = points.map((x) => (evaluate(x) - truth(x)) ** 2).reduce((sum, square) => sum + square, 0);
    expect(Math.sqrt(squares / 10)).toBeLessThan(0.1);
  });

  test("of great weight are followed, those of little are not", () => {
    const { points, values } = noisy(60, 0.3, (x) => x, 3);
    const outlier = values.map((value, row) => (row === 30 ? value + 20 : value));
    const light = told(points, outlier, points.map((_, row) => (row === 30 ? 1e-6 : 1)));
    const heavy = told(points, outlier, points.map((_, row) => (row === 30 ? 1e3 : 1)));
    expect(Math.abs(light.evaluate(points[30]) - points[30])).toBeLessThan(0.3);
    expect(heavy.evaluate(points[30])).toBeGreaterThan(points[30] + 10);
  });
});
