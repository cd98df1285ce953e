// The samples: within the domain, the same every time, spread evenly, faces included; thinning and exchange.

import { describe, expect, test } from "vitest";
import { compileTarget } from "../../../src/train/target/target.ts";
import { Exchange } from "../../../src/train/second-order/exchange.ts";
import { layersOf } from "../../../src/train/second-order/flat-layers.ts";
import { sampleTargets, thinned } from "../../../src/train/second-order/fixed-samples.ts";
import { architectureOf } from "./networks.ts";

const square = [
  { name: "x", low: 0.1, high: 0.7 },
  { name: "y", low: -3, high: 3 },
];

describe("samples of targets", () => {
  test("of one variable are even, with both ends", async () => {
    const target = await compileTarget("2*x", ["x"]);
    const { points, values } = sampleTargets([target], [{ name: "x", low: -1, high: 1 }], 5, 0.5);
    expect([...points]).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect([...values]).toEqual([-2, -1, 0, 1, 2]);
  });

  test("of two lie within the domain, fill it evenly, and take in its sides", async () => {
    const targets = [await compileTarget("x+y", ["x", "y"]), await compileTarget("x*y", ["x", "y"])];
    const { points, values } = sampleTargets(targets, square, 4096, 0.5);
    const cells = new Int32Array(64);
    let sides = 0;
    for (let i = 0; i < 4096; i++) {
      const [x, y] = points.subarray(2 * i, 2 * i + 2);
      expect(x >= 0.1 && x <= 0.7 && y >= -3 && y <= 3).toBe(true);
      expect([...values.subarray(2 * i, 2 * i + 2)]).toEqual([x + y, x * y]);
      cells[8 * Math.min(7, Math.floor((x - 0.1) / 0.075)) + Math.min(7, Math.floor((y + 3) / 0.75))]++;
      if (y === -3 || y === 3) sides++;
    }
    expect(Math.min(...cells)).toBeGreaterThanOrEqual(56);
    expect(Math.max(...cells)).toBeLessThanOrEqual(76);
    expect(sides).toBeGreaterThanOrEqual(48);
    expect(sides).toBeLessThanOrEqual(80);
  });

  test("are the same every time, and others from another start", async () => {
    const target = await compileTarget("x+y", ["x", "y"]);
    const points = (start: number) => sampleTargets([target], square, 50, start).points;
    expect(points(0.5)).toEqual(points(0.5));
    expect(points(0.5)).not.toEqual(points(0.25));
  });
});

test("thinning keeps whole samples, evenly spread, and leaves few alone", () => {
  const samples = { points: Float32Array.from({ length: 20 }, (_, i) => i), values: Float64Array.from({ length: 10 }, (_, i) => 10 * i) };
  expect(thinned(samples, 2, 4)).toEqual({ points: Float32Array.of(0, 1, 4, 5, 10, 11, 14, 15), values: Float64Array.of(0, 20, 50, 70) });
  expect(thinned(samples, 2, 10)).toBe(samples);
});

test("the exchange adds the worst samples of the pool, in its order", () => {
  const layers = layersOf(architectureOf(1, [], 1, "identity"));
  const pool = { points: Float32Array.of(0, 1, 2, 3, 4), values: Float64Array.of(0, 5, 2, -1, 4) };
  const base = { points: Float32Array.of(9), values: Float64Array.of(8) };
  const exchange = new Exchange(layers, pool);
  // y = x: the errors are 0, 4, 0, 4, 0.
  expect(exchange.withWorst(base, Float64Array.of(1, 0), 2)).toEqual({ points: Float32Array.of(9, 1, 3), values: Float64Array.of(8, 5, -1) });
  expect(exchange.withWorst(base, Float64Array.of(1, 0), 1)).toEqual({ points: Float32Array.of(9, 1), values: Float64Array.of(8, 5) });
  expect(exchange.withWorst(base, Float64Array.of(1, 0), 99).values).toHaveLength(6);
});
