// Products fused with the sums they go into: results against sums by exact integers, the same bits in every layout, written out and in WebAssembly, next to 0
// as well, and what stays as it is.

import { describe, expect, test } from "vitest";
import { prepare } from "../../src/assemble/run-program.ts";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { writtenOut } from "../../src/codegen/write-out/write-out.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { ValueId } from "../../src/network/op.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret, interpretValues } from "../../src/program/interpret.ts";
import { callingConvention, type Program } from "../../src/program/program.ts";
import { usesOf } from "../../src/program/uses.ts";
import { denseNetwork, ORIGIN, randomValues } from "../fixtures.ts";
import { argumentValues, specialValues } from "../network/argument-values.ts";
import { converted } from "../network/conversions.ts";
import { exactFusedFloat32 } from "../program/exact-float.ts";
import { sameBits } from "../standard/run-compiled.ts";

const CALLS = 8;

function isFused(program: Program): boolean {
  return usesOf(program).operators.has("multiplyAdd");
}

/** A layer of so many sums, without activation. */
function layer(depth: number, count: number, hasStart: boolean): { readonly network: Network; readonly weights: Float32Array; readonly starts: Float32Array } {
  const random = new RandomGenerator(depth);
  const [weights, starts] = [randomValues(depth * count, random), randomValues(count, random)];
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, depth], ORIGIN);
  const W = builder.parameter("W", [depth, count], weights, ORIGIN);
  const given = hasStart ? [x, W, builder.parameter("b", [count], starts, ORIGIN)] : [x, W];
  return { network: builder.finish([builder.operation(hasStart ? gemm : matmul, given, {}, "y", ORIGIN)]), weights, starts };
}

describe("sums of products", () => {
  test.each([[3, 1, true], [40, 7, true], [300, 5, true], [600, 3, false]])("of %d terms, %d at once, are those of exact integers, rounded once a term", (depth, count, hasStart) => {
    const { network, weights, starts } = layer(depth, count, hasStart);
    const x = randomValues(depth * CALLS, new RandomGenerator(7));
    const [found] = interpret(lower(network, LAYOUTS.speed, "fused"), [x], CALLS);
    const sumOf = (call: number, place: number): number => {
      const blocks = Array.from({ length: Math.ceil(depth / 256) }, (_, block) => {
        let sum = 0;
        for (let k = 256 * block; k < Math.min(depth, 256 * (block + 1)); k++) sum = exactFusedFloat32(x[call * depth + k], weights[k * count + place], sum);
        return sum;
      });
      return blocks.reduce((sum, block) => Math.fround(sum + block), hasStart ? starts[place] : 0);
    };
    expect([...found]).toEqual(Array.from({ length: CALLS * count }, (_, at) => sumOf(Math.floor(at / count), at % count)));
    expect(interpret(lower(network), [x], CALLS)).not.toEqual([found]);
  });
});

/** Every op, and layers with biases of 0 and weights of 1, −1 and 0. */
const NETWORKS = [
  ...OPS.flatMap((op) =>
    op.examples.map(({ shapes, scalars, attributes = {} }, position) => {
      const builder = new NetworkBuilder();
      const given = shapes.map((shape, at) => converted(builder, builder.input(`x${at}`, shape, ORIGIN), scalars?.[at] ?? "f32", `c${at}`));
      return [`${op.name} ${position}`, expandComposites(builder.finish([builder.operation(op, given, attributes, op.name, ORIGIN)]))] as const;
    }),
  ),
  ["layers", denseNetwork([3, 17, 9, 2], 5)] as const,
  ["plain layers", plainLayers()] as const,
].map(([name, network]) => ({ name, network, fused: lower(network, LAYOUTS.speed, "fused") }));

const CASES = NETWORKS.filter(({ fused }) => isFused(fused)).map(({ name, network, fused }) => [name, network, fused] as const);

function plainLayers(): Network {
  const builder = new NetworkBuilder();
  const of = (name: string, shape: readonly number[], values: readonly number[]): ValueId => builder.parameter(name, shape, Float32Array.from(values), ORIGIN);
  const hidden = builder.operation(gemm, [builder.input("x", [1, 2], ORIGIN), of("W1", [2, 3], [1, -1, 0, -1, 1, 0.1]), of("b1", [3], [0, 0, 0.3])], {}, "h", ORIGIN);
  return builder.finish([builder.operation(matmul, [hidden, of("W2", [3, 2], [1, 1, -1, 0.3, 1, -1])], {}, "y", ORIGIN)]);
}

test("there are matrix products, convolutions and recurrent layers among the ops", () => {
  expect([...new Set(CASES.map(([name]) => name.replace(/ \d+$/, "")))]).toEqual([
    "attention", "attention_scores", "causal_conv", "contract", "conv", "conv_transpose", "convolve", "convolve_each", "convolve_groups", "dft", "einsum", "gemm", "lstm",
    "lstm_cell", "lstm_hidden", "gru", "gru_hidden", "linear_attention", "linear_attention_state", "lp_normalization", "matmul", "reduce_l2", "reduce_sum_square",
    "resize", "rnn", "rnn_hidden", "stft", "layers", "plain layers",
  ]);
});

test.each(CASES)("%s: the same bits in every layout, written out and in WebAssembly", (_, network, fused) => {
  const others = [lower(network, LAYOUTS.vectors, "fused"), lower(network, LAYOUTS.size, "fused"), writtenOut(fused, { mostStatements: 20_000, mostInputs: 1000 })];
  for (const draw of [argumentValues, specialValues]) {
    const random = new RandomGenerator(3);
    const inputs = callingConvention(fused).inputs.map(({ buffer: { scalar, size } }) => draw(scalar, size * CALLS, random));
    const expected = interpretValues(fused, inputs, CALLS);
    const found = [prepare(fused)(inputs, CALLS), ...others.map((program) => interpretValues(program, inputs, CALLS))];
    expect(found.map((all) => all.map((values, output) => sameBits(values, expected[output])))).toEqual(found.map(() => expected.map(() => true)));
  }
});

test("a frame of zeros around numbers next to 0 is read where the sign of a sum's zero would tell", () => {
  const builder = new NetworkBuilder();
  const least = Float32Array.from({ length: 9 }, (_, at) => (at % 2 === 0 ? -1 : 1) * 2 ** -149);
  const x = builder.input("x", [1, 1, 4, 4], ORIGIN);
  const network = runPasses(builder.finish([builder.operation(conv, [x, builder.parameter("W", [1, 1, 3, 3], least, ORIGIN)], { pads: [1, 1, 1, 1] }, "y", ORIGIN)]));
  const values = Float32Array.from({ length: 16 * 2 }, (_, at) => (at < 16 ? 1 : -1) * 2 ** -149);
  const results = [LAYOUTS.speed, LAYOUTS.vectors, LAYOUTS.size].map((layout) => [...interpret(lower(network, layout, "fused"), [values], 2)[0]]);
  expect(results[0].some((value) => Object.is(value, -0))).toBe(true);
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test("sums of integers and products within an op's own expression are the same", () => {
  const plain = NETWORKS.filter(({ fused }) => !isFused(fused));
  expect(plain.length).toBeGreaterThan(CASES.length);
  for (const { network, fused } of plain) expect(fused).toEqual(lower(network));
});
