// The loss of a line as a surface: numpy's sums, the closed-form minimum against a fine grid, and the way of the descent.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leastSquaresLine } from "../../../src/train/linear/least-squares.ts";
import type { LossSurfaceOptions } from "../../../src/train/linear/surface.ts";
import { ARTICLE_SURFACE, lossSurface } from "../../../src/train/linear/surface.ts";
import { traceLinear } from "../../../src/train/linear/descent-trace.ts";
import { compileTarget } from "../../../src/train/target/target.ts";
import { numpyLine } from "./numpy-line.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const target = await compileTarget("exp(x)", ["x"]);
const article: LossSurfaceOptions = { ...ARTICLE_SURFACE, target, domain: { name: "x", low: 0, high: 1 }, seed: 3 };

describe("the article's surface", () => {
  const { W, b, loss, x, minimum, path, end } = lossSurface(article);
  const numpy = numpyLine([], 0.01, 40);

  test("is numpy's, on [−1, 3]² by 40 × 40", () => {
    expect(W).toEqual(numpy.axis);
    expect(b).toEqual(numpy.axis);
    expect(x).toHaveLength(10);
    expect(loss).toHaveLength(1600);
    const largest = loss.reduce((most, value, i) => Math.max(most, Math.abs(value - numpy.loss[i]) / numpy.loss[i]), 0);
    expect(largest).toBeLessThan(1e-14);
  });

  test("has its minimum where a fine grid has it", () => {
    const sum = (w: number, c: number): number => x.reduce((total, one) => total + (w * one + c - Math.exp(one)) ** 2, 0);
    expect(minimum.loss).toBeCloseTo(sum(minimum.W, minimum.b), 12);
    // A surface of the second degree: what is least within the grid is least of all.
    let least = { i: NaN, j: NaN, loss: Infinity };
    for (let i = -200; i <= 200; i++) {
      for (let j = -200; j <= 200; j++) {
        const here = sum(minimum.W + i * 1e-4, minimum.b + j * 1e-4);
        if (here < least.loss) least = { i, j, loss: here };
      }
    }
    expect(least).toEqual({ i: 0, j: 0, loss: sum(minimum.W, minimum.b) });
    expect(Math.min(...loss)).toBeGreaterThan(minimum.loss);
  });

  test("is crossed by a thousand steps, of which every tenth is kept", () => {
    const trace = traceLinear({ ...article, samples: { kind: "drawn", seed: 3 } });
    expect(path).toEqual(trace.filter(({ step }) => step % 10 === 0).map(({ step, parameters }) => ({ step, ...parameters })));
    expect(path).toHaveLength(100);
    expect(end).toEqual(trace[999].updated);
  });

  test("leads downwards, near to the minimum", () => {
    const lossOf = (line: { readonly W: number; readonly b: number }): number => x.reduce((total, one) => total + (line.W * one + line.b - Math.exp(one)) ** 2, 0);
    expect(lossOf(path[10])).toBeLessThan(lossOf(path[0]) / 2);
    expect(lossOf(end)).toBeLessThan(minimum.loss + 0.1);
    for (const { W: w, b: c } of path) expect(w >= -1 && w <= 3 && c >= -1 && c <= 3).toBe(true);
  });
});

test.each([
  ["sin(x)", -Math.PI, Math.PI, 0.05],
  ["1000*x^2", 0, 1, 0.01],
  ["x - 5", 2, 4, 0.01],
  ["0", 0, 1, 0.01],
  ["1e-6*x", -1, 1, 0.1],
])("the surface of %s holds its start and its minimum", async (expression, low, high, learningRate) => {
  const options = { ...article, target: await compileTarget(expression, ["x"]), domain: { name: "x", low, high }, learningRate, steps: 50 };
  const { W, b, minimum } = lossSurface(options);
  expect(W[0]).toBeLessThan(Math.min(0, minimum.W, minimum.b));
  expect(W[39]).toBeGreaterThan(Math.max(0, minimum.W, minimum.b));
  expect(b).toEqual(W);
});

test("the least-squares line is below every other", () => {
  const number = fc.double({ min: -100, max: 100, noNaN: true });
  const points = fc.uniqueArray(fc.tuple(fc.integer({ min: -50, max: 50 }), number), { minLength: 2, maxLength: 20, selector: ([x]) => x });
  fc.assert(
    fc.property(points, number, number, (given, dW, db) => {
      const [x, t] = [given.map(([one]) => one), given.map(([, one]) => one)];
      const best = leastSquaresLine(x, t);
      const sum = (W: number, b: number): number => x.reduce((total, one, i) => total + (W * one + b - t[i]) ** 2, 0);
      const least = sum(best.W, best.b);
      for (const share of [1, 1e-3, -1e-3]) expect(sum(best.W + share * dW, best.b + share * db)).toBeGreaterThanOrEqual(least - 1e-9 * (1 + least));
    }),
    { seed: 1 },
  );
});

test("the least-squares line of points on a line is that line, far from 0 too", () => {
  const x = [1e6, 1e6 + 1, 1e6 + 2];
  expect(leastSquaresLine(x, x.map((one) => 3 * one - 7))).toEqual({ W: 3, b: -7 });
});

test.each([
  [{ points: 1 }, "1 evenly spaced numbers"],
  [{ grid: 1.5 }, "1.5 evenly spaced numbers"],
  [{ stride: 0 }, "a stride of 0 steps"],
])("%o is a mistake of the caller", (change, message) => {
  expect(() => lossSurface({ ...article, ...change })).toThrow(new RangeError(message));
});

test("a descent that diverges is refused", () => {
  const diagnostic = {
    category: "check",
    message: "the training diverged: the loss is not finite in step 12",
    place: "step 12",
    note: "the loss of that step is Infinity",
    hint: "use a --learning-rate smaller than 20",
  };
  expect(thrownDiagnostic(() => lossSurface({ ...article, learningRate: 20 }))).toEqual(diagnostic);
});
