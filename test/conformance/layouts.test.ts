// Every layout × every language: `--optimize` and what a language is best at change no bit, and neither does how fused multiply-adds are computed. One network of products that layouts arrange differently (two blocks
// deep, weights in both orders, one result, one step, weighted sums, rows, both factors variable, windows), compiled for each layout.

import { describe, expect, test } from "vitest";
import { LAYOUT_NAMES, LAYOUTS, type LayoutName } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { EmitRequest } from "../../src/codegen/package.ts";
import { LANGUAGES, SPOKEN } from "../../src/languages/index.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { averagePool } from "../../src/network/ops/average-pool.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { maxPool } from "../../src/network/ops/max-pool.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { interpret } from "../../src/program/interpret.ts";
import { callingConvention, type Program } from "../../src/program/program.ts";
import { buildsOf } from "../../src/toolchain/find-toolchains.ts";
import { withWorkDirectory } from "../../src/toolchain/work-directory.ts";
import { runEmitted } from "../../src/verify/run-emitted.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { emittedText, ORIGIN, randomValues, requestFor } from "../fixtures.ts";

const COUNT = 400;

function products(): Network {
  const random = new RandomGenerator(12);
  const builder = new NetworkBuilder();
  let parameters = 0;
  const parameter = (...shape: readonly number[]): ValueId =>
    builder.parameter(`p${++parameters}`, shape, randomValues(shape.reduce((product, extent) => product * extent, 1), random), ORIGIN);
  const x = builder.input("x", [1, 300], ORIGIN);
  const deep = builder.operation(gemm, [x, parameter(300, 33), parameter(33)], { alpha: Math.fround(0.3) }, "deep", ORIGIN);
  const hidden = builder.operation(leakyRelu, [deep], { slope: Math.fround(0.2) }, "hidden", ORIGIN);
  const narrow = builder.operation(gemm, [hidden, parameter(10, 33), parameter(10)], { transposeB: 1, beta: Math.fround(-1.7) }, "narrow", ORIGIN);
  const one = builder.operation(matmul, [builder.operation(relu, [narrow], {}, "kept", ORIGIN), parameter(10, 1)], {}, "one", ORIGIN);
  const spread = builder.operation(gemm, [one, parameter(1, 17), parameter(17)], { alpha: Math.fround(0.7) }, "spread", ORIGIN);
  const rows = builder.operation(matmul, [builder.input("rows", [2, 5], ORIGIN), parameter(5, 6)], {}, "product", ORIGIN);
  const variable = builder.operation(matmul, [rows, builder.input("columns", [6, 3], ORIGIN)], {}, "variable", ORIGIN);
  return builder.finish([deep, narrow, one, spread, variable, images(builder, parameter)]);
}

/** Kernels of all channels, of one and of those of a group, and windows of both kinds. */
function images(builder: NetworkBuilder, parameter: (...shape: readonly number[]) => ValueId): ValueId {
  const step = (op: Op, args: readonly ValueId[], attributes: Attributes): ValueId => builder.operation(op, args, attributes, op.name, ORIGIN);
  const whole = step(conv, [builder.input("image", [1, 2, 16, 5], ORIGIN), parameter(4, 2, 3, 3), parameter(4)], { pads: [1, 1, 1, 0] });
  const bent = step(leakyRelu, [whole], { slope: Math.fround(0.2) });
  const each = step(conv, [bent, parameter(4, 1, 2, 2), parameter(4)], { group: 4, auto_pad: 2 });
  const most = step(maxPool, [each], { kernel_shape: [2, 2], strides: [2, 1] });
  const grouped = step(conv, [most, parameter(6, 2, 1, 1)], { group: 2 });
  return step(averagePool, [grouped], { kernel_shape: [2, 2], pads: [0, 0, 1, 1] });
}

const spoken = requestFor(products(), "products");
const requests = new Map<LayoutName, EmitRequest>(
  LAYOUT_NAMES.map((name) => [name, { ...spoken, program: lower(spoken.network, LAYOUTS[name]) }]),
);

function requestOf(name: LayoutName): EmitRequest {
  const request = requests.get(name);
  if (request === undefined) throw new Error(`there is no layout ${name}`);
  return request;
}

const sizes = callingConvention(spoken.program).inputs.map(({ buffer }) => buffer.size);
const width = sizes.reduce((sum, size) => sum + size, 0);
/** Half of them unusual, which makes many a sum infinite or NaN, half ordinary. */
const points = {
  width,
  count: COUNT,
  values: Float32Array.from([...unusualPoints(width, COUNT / 2).values, ...randomValues((COUNT / 2) * width, new RandomGenerator(5))]),
};

/** The results by the interpreter, a record after the other. */
function interpreted(program: Program): Float32Array {
  const starts = sizes.map((_, position) => sizes.slice(0, position).reduce((sum, size) => sum + size, 0));
  const inputs = sizes.map((size, position) =>
    Float32Array.from({ length: COUNT * size }, (_, i) => points.values[Math.floor(i / size) * width + starts[position] + (i % size)]),
  );
  const outputs = interpret(program, inputs, COUNT);
  return Float32Array.from(
    Array.from({ length: COUNT }, (_, record) => outputs.flatMap((all) => [...all.subarray((record * all.length) / COUNT, ((record + 1) * all.length) / COUNT)])).flat(),
  );
}

const expected = interpreted(requestOf("speed").program);

test("no layout is another under a different name", () => {
  for (const language of LANGUAGES) {
    const texts = LAYOUT_NAMES.map((name) => emittedText(language, requestOf(name)));
    expect(new Set(texts).size).toBe(LAYOUT_NAMES.length);
  }
});

test("most of the ordinary results are numbers", () => {
  const ordinary = expected.subarray(expected.length / 2);
  expect(ordinary.filter((value) => Number.isFinite(value) && value !== 0).length).toBe(ordinary.length);
});

describe.each(LAYOUT_NAMES)("layout %s", (name) => {
  test("the interpreter", () => {
    expect(interpreted(requestOf(name).program)).toEqual(expected);
  });

  const toolchains = name === "vectors" || name === "memory-vectors" ? ALL_TOOLCHAINS.filter(({ language }) => SPOKEN[language].language.usesVectors) : ALL_TOOLCHAINS;
  test.each(toolchains.map((toolchain) => [toolchain.name, toolchain] as const))("%s", async (_, toolchain) => {
    const computed = await withWorkDirectory((folder) => runEmitted(requestOf(name), toolchain, folder, points));
    expect(computed.length).toBe(expected.length);
    expect(computed.findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
  });
});

/** By the processor's instruction where a build has it, and by what a source has for it elsewhere. */
describe("fused multiply-adds", async () => {
  const builds = (await Promise.all(ALL_TOOLCHAINS.map(buildsOf))).flat();
  const request = { ...spoken, program: lower(spoken.network, LAYOUTS.vectors, "fused") };
  const fused = interpreted(request.program);

  test("are other sums", () => {
    expect(fused.filter((value, i) => !Object.is(value, expected[i])).length).toBeGreaterThan(fused.length / 4);
  });

  test.each(builds.map((toolchain) => [[toolchain.name, ...toolchain.options].join(" "), toolchain] as const))("%s", async (_, toolchain) => {
    const computed = await withWorkDirectory((folder) => runEmitted(request, toolchain, folder, points));
    expect(computed.length).toBe(fused.length);
    expect(computed.findIndex((value, i) => !Object.is(value, fused[i]))).toBe(-1);
  });
});
