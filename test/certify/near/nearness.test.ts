// How near what is emitted for an activation is to its formula: never further than is proved, and hardly nearer.

import { describe, expect, test } from "vitest";
import { regionsOf } from "../../../src/analysis/regions/find-regions.ts";
import { Nearness } from "../../../src/analysis/regions/nearness.ts";
import { SMOOTH_FUNCTIONS } from "../../../src/certify/smooth-functions.ts";
import type { Attributes } from "../../../src/network/attributes.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { interpret } from "../../../src/program/interpret.ts";
import type { SmoothBounds } from "../../../src/program/domains/affine-algebra.ts";
import { programOfActivation } from "./programs.ts";

type Case = readonly [name: string, most: number, attributes: Attributes];

const CASES: readonly Case[] = [
  ["swish", 1e-6, {}], ["swish", 1e-6, { alpha: Math.fround(1.702) }], ["gelu", 1e-6, {}], ["gelu_tanh", 3e-6, {}], ["mish", 3e-6, {}], ["softsign", 1e-7, {}],
  ["elu", 1e-7, {}], ["elu", 1e-7, { alpha: Math.fround(0.3) }], ["celu", 2e-7, { alpha: Math.fround(0.3) }], ["selu", 3e-7, {}],
];

describe("of what is emitted", () => {
  test.each(CASES)("%s, at most %d from its formula", (name, most, attributes) => {
    const [{ program }] = regionsOf(programOfActivation(name, attributes));
    const boundsOf = SMOOTH_FUNCTIONS.nearTo(program);
    if (boundsOf === undefined) throw new Error("no formula");
    const nearness = new Nearness(program, boundsOf, SMOOTH_FUNCTIONS, "float32");
    for (const [low, high] of [[-16, -14], [-6, -5.5], [-1, 0.5], [2, 3], [5.9, 6.2], [17.9, 18.3]]) {
      const proved = nearness.over(low, high);
      const seen = furthest(program, boundsOf, low, high);
      expect(seen).toBeLessThanOrEqual(proved);
      expect(proved).toBeLessThan(most * (1 + Math.max(-low, high)));
    }
  });
});

function furthest(program: Parameters<typeof interpret>[0], boundsOf: SmoothBounds, low: number, high: number): number {
  const points = Float32Array.from({ length: 301 }, (_, place) => low + ((high - low) * place) / 300);
  const [results] = interpret(program, [points], points.length);
  return points.reduce((most, x, place) => {
    const value = boundsOf(x, x)?.value ?? { low: NaN, high: NaN };
    return Math.max(most, value.low - results[place], results[place] - value.high);
  }, 0);
}

describe("bounds over intervals hold values and difference quotients", () => {
  test.each(CASES)("of %s", (name, _most, attributes) => {
    const [{ program }] = regionsOf(programOfActivation(name, attributes));
    const boundsOf = SMOOTH_FUNCTIONS.nearTo(program);
    const random = new RandomGenerator(3);
    const valueAt = (x: number): number => {
      const { low, high } = boundsOf?.(x, x)?.value ?? { low: NaN, high: NaN };
      return low / 2 + high / 2;
    };
    for (let round = 0; round < 60; round++) {
      const [low, x, high] = Array.from({ length: 3 }, () => random.uniformIn(-4, 4) * 2 ** -(round % 5)).sort((one, other) => one - other);
      const found = boundsOf?.(low, high);
      if (found === undefined) throw new Error("no bounds");
      const [value, quotient] = [valueAt(x), (valueAt(high) - valueAt(low)) / (high - low)];
      expect([value >= found.value.low - 1e-12, value <= found.value.high + 1e-12]).toEqual([true, true]);
      expect([quotient >= found.slope.low - 1e-8, quotient <= found.slope.high + 1e-8]).toEqual([true, true]);
      // No wider than values between are apart, but for where the function turns.
      const reached = Array.from({ length: 65 }, (_one, place) => valueAt(low + ((high - low) * place) / 64));
      expect(found.value.high - found.value.low).toBeLessThan((Math.max(...reached) - Math.min(...reached)) * 1.05 + 0.01);
    }
  });
});
