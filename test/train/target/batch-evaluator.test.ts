// Functions at many points at once: the bits of the functions themselves.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp } from "../../../src/numeric/elementary/index.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { uniformSampler } from "../../../src/train/sampler.ts";
import { batchEvaluator } from "../../../src/train/target/batch-evaluator.ts";
import { compileTarget } from "../../../src/train/target/target.ts";

function valuesOf(points: Float32Array): Float32Array {
  const values = new Float32Array(points.length);
  batchEvaluator("exp", -700, 700)?.(points, values);
  return values;
}

describe("a batch of e^x", () => {
  test("has the bits of exp, wherever that is moderate", () => {
    fc.assert(
      fc.property(fc.float32Array({ min: -700, max: 700, noNaN: true, maxLength: 41 }), (points) => {
        expect(valuesOf(points)).toEqual(points.map((x) => exp(x)));
      }),
      { seed: 1, numRuns: 2000 },
    );
    const ends = Float32Array.of(-700, -103.98, -87.5, -0, 0, 1, 88.72, 88.73, 700);
    expect(valuesOf(ends)).toEqual(ends.map((x) => exp(x)));
  });

  test("may be longer than what the module takes at once", () => {
    const points = Float32Array.from({ length: 40_001 }, (_, index) => index / 1000 - 20);
    expect(valuesOf(points)).toEqual(points.map((x) => exp(x)));
  });

  test("says whether all values are finite, whatever was evaluated before", () => {
    const evaluate = batchEvaluator("exp", -700, 700);
    const finite = (...points: readonly number[]) => evaluate?.(Float32Array.from(points), new Float32Array(points.length));
    const found = [finite(1, 2, 88.8), finite(1), finite(-700, 88.72, 0, 1, 88.7), finite(0, 0, 0, 0, 0, 89), finite()];
    expect(found).toEqual([false, true, true, false, true]);
    expect(evaluate?.(new Float32Array(40_001), new Float32Array(40_001))).toBe(true);
    expect(evaluate?.(new Float32Array(40_001).with(20_000, 100), new Float32Array(40_001))).toBe(false);
  });

  test("is had only for functions and intervals it is right for", () => {
    expect(batchEvaluator("sin", 0, 1)).toBeUndefined();
    expect(batchEvaluator("exp", 0, 701)).toBeUndefined();
    expect(batchEvaluator("exp", -701, 0)).toBeUndefined();
  });
});

describe("samples", () => {
  test("are the same, whether the target says which function it is or not", async () => {
    const target = await compileTarget("exp(x)", ["x"]);
    expect(target.functionName).toBe("exp");
    const unnamed = { expression: target.expression, variables: target.variables, evaluate: (point: ArrayLike<number>) => target.evaluate(point) };
    const drawn = [target, unnamed].map((one) => {
      const [inputs, outputs] = [new Float32Array(101), new Float32Array(101)];
      uniformSampler([one], [{ name: "x", low: -3, high: 5 }], new RandomGenerator(7))(inputs, outputs);
      return { inputs, outputs };
    });
    expect(drawn[0]).toEqual(drawn[1]);
  });

  test("of other targets know no function", async () => {
    expect((await compileTarget("exp(x) + 0", ["x"])).functionName).toBeUndefined();
    expect((await compileTarget("exp(x)", ["x", "y"])).functionName).toBeUndefined();
  });

  test("where e^x exceeds float32 are refused", async () => {
    const sampler = uniformSampler([await compileTarget("exp(x)", ["x"])], [{ name: "x", low: 89, high: 90 }], new RandomGenerator(1));
    expect(() => sampler(new Float32Array(4), new Float32Array(4))).toThrow(/^the target exp\(x\) is not finite at x = 89\.\d+$/);
  });
});
