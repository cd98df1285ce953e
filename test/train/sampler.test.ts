// Samples: float32 points within the domain, and the targets' own values there.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextFloat32Up } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { uniformSampler } from "../../src/train/sampler.ts";
import type { Target } from "../../src/train/target/target.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

const first: Target = { expression: "x", variables: ["x"], evaluate: ([x]: ArrayLike<number> & Iterable<number>) => x };

describe("uniform samples", () => {
  test("several variables and targets, row by row", async () => {
    const targets = [await compileTarget("x*y", ["x", "y"]), await compileTarget("exp(x) - y", ["x", "y"])];
    const domain = [{ name: "x", low: 0, high: 1 }, { name: "y", low: -3, high: -2 }];
    const inputs = new Float32Array(200);
    const outputs = new Float32Array(200);
    uniformSampler(targets, domain, new RandomGenerator(1))(inputs, outputs);
    for (let row = 0; row < 100; row++) {
      const [x, y] = inputs.subarray(2 * row, 2 * row + 2);
      expect(x >= 0 && x <= 1 && y >= -3 && y <= -2).toBe(true);
      expect([...outputs.subarray(2 * row, 2 * row + 2)]).toEqual([Math.fround(x * y), Math.fround(Math.exp(x) - y)]);
    }
    expect(new Set(inputs).size).toBeGreaterThan(195);
  });

  test("never leave the domain, however few float32 values lie in it", () => {
    const part = fc.double({ min: 0, max: 3, noNaN: true });
    const middle = fc.float({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(middle, part, part, (float32, below, above) => {
        const step = nextFloat32Up(Math.abs(float32)) - Math.abs(float32);
        const [low, high] = [float32 - below * step, float32 + above * step];
        fc.pre(low < high);
        const inputs = new Float32Array(50);
        uniformSampler([first], [{ name: "x", low, high }], new RandomGenerator(2))(inputs, new Float32Array(50));
        expect(inputs.every((x) => x >= low && x <= high)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test("an interval without float32 values is refused", () => {
    const domain = [{ name: "x", low: 1 + 1e-9, high: 1 + 2e-9 }];
    const diagnostic = {
      category: "usage",
      message: "no float32 lies from 1.000000001 to 1.000000002, the domain of x",
      place: "--domain",
      hint: "choose a wider interval",
    };
    expect(thrownDiagnostic(() => uniformSampler([first], domain, new RandomGenerator(1)))).toEqual(diagnostic);
  });

  test("a target that is not finite at a sample is refused there", async () => {
    const target = await compileTarget("x < 0.5 ? log(x - 0.25) : 0", ["x"]);
    const sampler = uniformSampler([target], [{ name: "x", low: 0, high: 1 }], new RandomGenerator(1));
    expect(() => sampler(new Float32Array(100), new Float32Array(100))).toThrow(/is not finite at x = 0\.\d+$/);
  });
});
