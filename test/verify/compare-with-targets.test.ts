// The measured error against a naive measurement, and the order of inputs and outputs at a point.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { add } from "../../src/network/ops/add.ts";
import { nextFloat32Up, SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import type { Target } from "../../src/train/target/target.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { compareWithTargets } from "../../src/verify/compare-with-targets.ts";
import { ORIGIN } from "../fixtures.ts";

const target = (evaluateAt: Target["evaluate"]): Target => ({ expression: "f", variables: ["x"], evaluate: evaluateAt });

/** Float32 values from one to another, by walking from neighbour to neighbour. */
function steps(from: number, to: number): number {
  let count = 0;
  for (let value = from; value < to; value = nextFloat32Up(value)) count++;
  return count;
}

describe("evaluate", () => {
  test("takes the elements of all inputs in order and gives those of all outputs in order", () => {
    const builder = new NetworkBuilder();
    const [a, b, c] = [builder.input("a", [2], ORIGIN), builder.input("b", [], ORIGIN), builder.input("c", [2], ORIGIN)];
    const program = lower(builder.finish([c, builder.operation(add, [a, b], {}, "sum", ORIGIN), b]));
    const points = { width: 5, count: 2, values: Float32Array.of(1, 2, 10, 3, 4, 5, 6, 20, 7, 8) };
    expect([...evaluate(program, points)]).toEqual([3, 4, 11, 12, 10, 7, 8, 25, 26, 20]);
  });
});

describe("compareWithTargets", () => {
  test("reports the largest error, its place and that of each output, the root mean square, and the largest distance in ulps", () => {
    const points = { width: 2, count: 3, values: Float32Array.of(0, 1, 2, 3, 4, 5) };
    // Errors 0.5, 0.25; 0, 2; 1, 0 of the targets x and y.
    const results = Float32Array.of(0.5, 1.25, 2, 5, 3, 5);
    const report = compareWithTargets(points, results, [target((point) => point[0]), target((point) => point[1])]);
    expect(report).toEqual({
      maximum: 2,
      at: [2, 3],
      rootMeanSquare: Math.sqrt((0.25 + 0.0625 + 4 + 1) / 6),
      samples: 3,
      // From 0 to 0.5: all positive float32 below it.
      maximumUlp: 0x3f000000,
      ulpAt: [0, 1],
      byOutput: [1, 2],
    });
  });

  test("takes the root mean square of the first points, which are spread, where there are others", () => {
    const points = { width: 1, count: 3, values: Float32Array.of(0, 1, 2) };
    const report = compareWithTargets(points, Float32Array.of(3, 5, 9), [target((point) => point[0])], 2);
    expect([report.maximum, report.at, report.rootMeanSquare, report.samples]).toEqual([7, [2], Math.sqrt((9 + 16) / 2), 3]);
  });

  test("counts float32 values between the result and the rounded target", () => {
    const points = { width: 1, count: 1, values: Float32Array.of(0) };
    const ulpOf = (result: number, exact: number) => compareWithTargets(points, Float32Array.of(result), [target(() => exact)]).maximumUlp;
    const nearOne = Math.fround(1 - 2 ** -22);
    expect(ulpOf(nearOne, 1 + 2 ** -21)).toBe(steps(nearOne, Math.fround(1 + 2 ** -21)));
    expect(ulpOf(1, 1 + 2 ** -25)).toBe(0);
    expect(ulpOf(-(2 ** -149), 2 ** -149)).toBe(2);
    expect(ulpOf(-0, 0)).toBe(0);
  });

  test.each([NaN, Infinity, -Infinity])("a result that is %d has an infinite error", (result) => {
    const points = { width: 1, count: 3, values: Float32Array.of(1, 2, 3) };
    const report = compareWithTargets(points, Float32Array.of(1, result, 3), [target((point) => point[0])]);
    expect([report.maximum, report.at, report.rootMeanSquare]).toEqual([Infinity, [2], Infinity]);
  });

  test("the first of equal errors is reported", () => {
    const points = { width: 1, count: 3, values: Float32Array.of(1, 2, 3) };
    expect(compareWithTargets(points, Float32Array.of(1, 2, 3), [target((point) => point[0])]).at).toEqual([1]);
    expect(compareWithTargets(points, Float32Array.of(1, 3, 4), [target((point) => point[0])]).at).toEqual([2]);
  });

  test("is the naive maximum and mean", () => {
    const value = fc.oneof(fc.float({ min: -8, max: 8, noNaN: true }), fc.constantFrom(...SPECIAL_FLOAT32.filter(Number.isFinite)));
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 8 }), (pairs) => {
        const points = { width: 1, count: pairs.length, values: Float32Array.from(pairs, ([x]) => x) };
        const report = compareWithTargets(points, Float32Array.from(pairs, ([, y]) => y), [target((point) => point[0] * 1.5)]);
        const errors = pairs.map(([x, y]) => Math.abs(y - x * 1.5));
        const maximum = Math.max(...errors);
        expect([report.maximum, report.at, report.samples]).toEqual([maximum, [pairs[errors.indexOf(maximum)][0]], pairs.length]);
        const squares = errors.reduce((sum, error) => sum + error * error, 0);
        expect(report.rootMeanSquare).toBe(Math.sqrt(squares / pairs.length));
      }),
    );
  });
});
