// How large sums can be: against the inputs that make them largest, in BigInt, and where weights or bias would not fit.

import { expect, test } from "vitest";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { integerLayer, type IntegerLayer } from "../../src/quantise/integer-layer.ts";
import { layerAt, type Layer } from "../../src/quantise/layer.ts";
import { Histogram } from "../../src/quantise/histogram.ts";
import { quantisationOf, type Quantisation } from "../../src/quantise/scale.ts";

const ORIGIN = { file: "test", place: "made" };

/** Weights by rows, one for each output. */
function layerOf(weights: readonly Float32Array[], bias: readonly number[]): Layer {
  const builder = new NetworkBuilder();
  const [depth, outputs] = [weights[0].length, weights.length];
  const data = Float32Array.from({ length: depth * outputs }, (_, place) => weights[Math.floor(place / depth)][place % depth]);
  const args = [builder.input("x", [1, depth], ORIGIN), builder.parameter("w", [outputs, depth], data, ORIGIN), builder.parameter("b", [outputs], Float32Array.from(bias), ORIGIN)];
  const layer = layerAt(builder, builder.operation(gemm, args, { transposeB: 1 }, "y", ORIGIN));
  if (layer === undefined) throw new Error("there is a layer");
  return layer;
}

/** The largest |Σ (x − z)·w + b| and |Σ (x − z)·w| over all x of int8, output by output. */
function largestByInputs({ weights, bias }: IntegerLayer, outputs: number, { zero }: Quantisation): bigint {
  const depth = weights.length / outputs;
  const sums = Array.from({ length: outputs }, (_, output) => [-1, 1].flatMap((sign) => {
    const own = weights.subarray(output * depth, (output + 1) * depth);
    const sum = own.reduce((total, weight) => total + BigInt(weight) * BigInt((weight * sign > 0 ? 127 : -128) - zero), 0n);
    return [sum, sum + BigInt(bias?.[output] ?? 0)];
  })).flat();
  return sums.map((sum) => (sum < 0n ? -sum : sum)).reduce((most, sum) => (sum > most ? sum : most));
}

test("no input makes larger sums, whatever the zero point", () => {
  const random = new RandomGenerator(3);
  for (const zero of [-128, -7, 0, 127]) {
    const x = { scale: 0.02, zero };
    const weights = Array.from({ length: 3 }, () => Float32Array.from({ length: 40 }, () => random.normal()));
    const made = integerLayer(layerOf(weights, [0.5, -3, 100]), x);
    expect(BigInt(made.largestSum)).toBeGreaterThanOrEqual(largestByInputs(made, 3, x));
    expect(made.largestSum).toBeLessThan(2 ** 31);
    made.scales.forEach((scale, output) => {
      expect(scale).toBe(Math.fround(Math.max(...weights[output].map(Math.abs)) / 127));
      made.weights.subarray(40 * output, 40 * (output + 1)).forEach((weight, place) => expect(Math.abs(weight * scale - weights[output][place])).toBeLessThanOrEqual(0.5001 * scale));
    });
  }
});

test("the largest sum is met where all inputs and weights pull one way", () => {
  const x = { scale: 1, zero: -128 };
  const made = integerLayer(layerOf([Float32Array.from({ length: 10 }, () => 127)], [5]), x);
  // The zero point made part of the bias: 5 + 128·1270 before anything is added.
  expect(made.largestSum).toBe(10 * 127 * 255 + 5);
});

test("scales become coarser where int32 would not hold the sums, or the bias", () => {
  const x = { scale: 0.5, zero: -128 };
  const deep = integerLayer(layerOf([new Float32Array(70_000).fill(127)], [0]), x);
  expect([deep.scales[0], deep.weights[0], deep.largestSum]).toEqual([2, 64, 70_000 * 64 * 255]);
  const biased = integerLayer(layerOf([Float32Array.of(127e-6)], [4000]), x);
  expect(biased.largestSum).toBeLessThan(2 ** 31);
  expect(Math.abs((biased.bias?.[0] ?? 0) * biased.biasScales[0] - 4000)).toBeLessThan(1e-3);
  const empty = integerLayer(layerOf([Float32Array.of(0)], [0.7]), x);
  expect(Math.abs((empty.bias?.[0] ?? 0) * empty.biasScales[0] - 0.7)).toBeLessThan(1e-6);
});

test("a range holds 0, exactly, and both its ends to half a step", () => {
  for (const range of [{ low: -1, high: 3 }, { low: 0.5, high: 2 }, { low: -7, high: -2 }, { low: 0, high: 0 }]) {
    const { scale, zero } = quantisationOf(range, false);
    expect(Number.isInteger(zero)).toBe(true);
    const [low, high] = [(-128 - zero) * scale, (127 - zero) * scale];
    expect(low - Math.min(0, range.low)).toBeLessThanOrEqual(scale / 2 + 1e-6);
    expect(Math.max(0, range.high) - high).toBeLessThanOrEqual(scale / 2 + 1e-6);
    expect(quantisationOf(range, true).zero).toBe(0);
  }
});

test("outermost numbers are left out, and as many as were asked for", () => {
  const numbers = Float32Array.from({ length: 1000 }, (_, place) => place);
  const histogram = new Histogram({ low: 0, high: 999 });
  histogram.add(numbers);
  const { low, high } = histogram.within(0.1);
  expect([Math.round(low), Math.round(high)]).toEqual([100, 899]);
});
