// Operators of onnxruntime's own, which its optimiser and its quantiser leave in files, against onnxruntime-web: of floats the same but for roundings, of
// integers the same or, seldom, a step beside it.

import { readFileSync } from "node:fs";
import * as onnxruntime from "onnxruntime-web";
import { beforeAll, describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { readModel } from "../../src/formats/index.ts";
import { RUNTIME_OPERATORS } from "../../src/formats/onnx/runtime-operators/rewrite-nodes.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import type { Values } from "../../src/program/scalar.ts";
import type { AttributeParts, NodeParts, TensorParts, ValueInfoParts } from "../formats/onnx/models.ts";
import { file, FILE, float, int, ints, node, value } from "../formats/onnx/models.ts";

onnxruntime.env.wasm.numThreads = 1;
onnxruntime.env.logLevel = "fatal";

const [FLOAT, UINT8, INT8, INT32] = [1, 2, 3, 6];

interface Given {
  readonly shape: readonly number[];
  readonly type: number;
  /** Of a constant. */
  readonly data?: readonly number[];
}

interface Case {
  readonly name: string;
  readonly type: string;
  readonly domain?: string;
  readonly inputs: readonly (Given | undefined)[];
  readonly attribute?: readonly AttributeParts[];
  /** Which outputs it has to give; the first one where it is left out. */
  readonly outputs?: readonly boolean[];
}

const RANDOM = new RandomGenerator(11);
const count = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);
const x = (...shape: readonly number[]): Given => ({ shape, type: FLOAT });
const q = (...shape: readonly number[]): Given => ({ shape, type: UINT8 });
const known = (type: number, shape: readonly number[], data: readonly number[]): Given => ({ shape, type, data });
const weights = (...shape: readonly number[]): Given => known(FLOAT, shape, Array.from({ length: count(shape) }, () => Math.fround(RANDOM.normal())));
const bytes = (type: number, ...shape: readonly number[]): Given =>
  known(type, shape, Array.from({ length: count(shape) }, () => (RANDOM.nextUint32() % 256) - (type === INT8 ? 128 : 0)));
const scale = (of: number): Given => known(FLOAT, [], [of]);
const zero = (at: number, type = UINT8): Given => known(type, [], [at]);
const text = (name: string, content: string): AttributeParts => ({ name, type: 3, s: new TextEncoder().encode(content) });
const floats = (name: string, ...values: readonly number[]): AttributeParts => ({ name, type: 6, floats: [...values] });
const [A, B, Y] = [[scale(0.031), zero(117)], [scale(0.017), zero(90)], [scale(0.043), zero(131)]];

const CASES: readonly Case[] = [
  { name: "convolution with relu", type: "FusedConv", inputs: [x(1, 2, 5, 5), weights(3, 2, 3, 3), weights(3)], attribute: [text("activation", "Relu"), ints("kernel_shape", [3, 3]), ints("pads", [1, 1, 1, 1])] },
  { name: "convolution with a sum and leaky_relu", type: "FusedConv", inputs: [x(1, 2, 4, 4), weights(3, 2, 3, 3), undefined, x(1, 3, 2, 2)], attribute: [text("activation", "LeakyRelu"), floats("activation_params", 0.25)] },
  { name: "convolution within bounds", type: "FusedConv", inputs: [x(1, 2, 4, 4), weights(3, 2, 3, 3)], attribute: [text("activation", "Clip"), floats("activation_params", -0.5, 1)] },
  { name: "product with sigmoid", type: "FusedGemm", inputs: [x(2, 4), weights(3, 4), weights(3)], attribute: [text("activation", "Sigmoid"), int("transB", 1), float("alpha", 0.5)] },
  { name: "product with leaky_relu", type: "FusedGemm", inputs: [x(2, 4), weights(4, 3)], attribute: [text("activation", "LeakyRelu"), float("activation_alpha", 0.125)] },
  { name: "turned products", type: "FusedMatMul", inputs: [x(2, 4, 3), x(2, 5, 4)], attribute: [int("transA", 1), int("transB", 1), float("alpha", 0.25)] },
  { name: "turned product", type: "TransposeMatMul", inputs: [x(2, 3), x(4, 3)], attribute: [int("transB", 1)] },
  { name: "gelu", type: "Gelu", inputs: [x(2, 5)] },
  { name: "gelu with a bias", type: "BiasGelu", inputs: [x(2, 5), weights(5)] },
  { name: "gelu by tanh", type: "FastGelu", inputs: [x(2, 5), weights(5)] },
  { name: "gelu by tanh without a bias", type: "FastGelu", inputs: [x(2, 5)] },
  { name: "gelu by sigmoid", type: "QuickGelu", inputs: [x(2, 5)] },
  { name: "sum that is normalised", type: "SkipLayerNormalization", inputs: [x(2, 3, 4), x(2, 3, 4), weights(4), weights(4), weights(4)], attribute: [float("epsilon", 1e-5)], outputs: [true, false, false, true] },
  { name: "sum that is normalised without a bias", type: "SkipLayerNormalization", inputs: [x(2, 3, 4), x(2, 3, 4), weights(4)] },
  { name: "sum by the root of squares", type: "SkipSimplifiedLayerNormalization", inputs: [x(2, 3, 4), x(2, 3, 4), weights(4)], outputs: [true, false, false, true] },
  { name: "root of squares", type: "SimplifiedLayerNormalization", domain: "", inputs: [x(2, 4), weights(4)], attribute: [int("axis", -1), float("epsilon", 1e-5), int("stash_type", 1)] },
  { name: "sum of integers", type: "QLinearAdd", inputs: [q(2, 9), ...A, q(9), ...B, ...Y] },
  { name: "product of integers", type: "QLinearMul", inputs: [q(2, 9), ...A, q(2, 9), ...B, ...Y] },
  { name: "integers below 0", type: "QLinearLeakyRelu", inputs: [q(2, 9), ...A, ...Y], attribute: [float("alpha", 0.1)] },
  { name: "sigmoid of integers", type: "QLinearSigmoid", inputs: [q(2, 9), ...A, scale(1 / 256), zero(0)] },
  { name: "softmax of integers", type: "QLinearSoftmax", inputs: [q(2, 9), ...A, scale(1 / 256), zero(0)], attribute: [int("axis", -1), int("opset", 13)] },
  { name: "averages of integers", type: "QLinearAveragePool", inputs: [q(1, 2, 4, 4), ...A, ...Y], attribute: [ints("kernel_shape", [2, 3]), ints("strides", [1, 1]), ints("pads", [0, 1, 0, 1])] },
  { name: "averages of integers, channels last", type: "QLinearAveragePool", inputs: [q(1, 4, 4, 2), ...A, ...Y], attribute: [ints("kernel_shape", [2, 2]), int("channels_last", 1)] },
  { name: "averages of all integers", type: "QLinearGlobalAveragePool", inputs: [q(1, 3, 4, 2), ...A, ...Y], attribute: [int("channels_last", 0)] },
  { name: "averages of all integers, channels last", type: "QLinearGlobalAveragePool", inputs: [q(1, 4, 2, 3), ...A, ...Y], attribute: [int("channels_last", 1)] },
  { name: "integers side by side", type: "QLinearConcat", inputs: [...Y, q(2, 2), ...A, q(2, 3), ...B], attribute: [int("axis", 1)] },
  { name: "dense layer of integers", type: "QGemm", inputs: [q(2, 6), ...A, bytes(INT8, 4, 6), known(FLOAT, [4], [0.011, 0.02, 0.007, 0.003]), known(INT8, [4], [0, 0, 0, 0]), known(INT32, [4], [100, -2000, 30, 4]), scale(0.3), zero(120)], attribute: [int("transB", 1)] },
  { name: "dense layer of integers as floats", type: "QGemm", inputs: [q(2, 6), ...A, bytes(INT8, 6, 4), scale(0.02), zero(3, INT8)] },
  { name: "product of integers as floats", type: "MatMulIntegerToFloat", inputs: [q(2, 6), bytes(UINT8, 6, 4), scale(0.031), scale(0.02), zero(117), zero(90), weights(4)] },
  { name: "product with integers", type: "DynamicQuantizeMatMul", inputs: [x(2, 6), bytes(UINT8, 6, 4), scale(0.02), zero(90), weights(4)] },
  { name: "product with weights of 4 bits", type: "MatMulNBits", inputs: [x(2, 40), bytes(UINT8, 3, 2, 16), weights(3, 2)], attribute: [int("K", 40), int("N", 3), int("bits", 4), int("block_size", 32)] },
  { name: "product with weights of 4 bits and zero points", type: "MatMulNBits", inputs: [x(2, 48), bytes(UINT8, 3, 3, 8), weights(3, 3), bytes(UINT8, 3, 2)], attribute: [int("K", 48), int("N", 3), int("bits", 4), int("block_size", 16)] },
  { name: "quantised", type: "QuantizeLinear", inputs: [x(2, 9), ...A] },
  { name: "dequantised", type: "DequantizeLinear", inputs: [q(2, 3), known(FLOAT, [3], [0.5, 0.25, 0.125]), known(UINT8, [3], [1, 2, 3])], attribute: [int("axis", 1)] },
];

const inputName = (one: number, position: number): string => `x${one}_${position}`;
const outputName = (one: number, position: number): string => `y${one}_${position}`;

/** All operators side by side. */
const BYTES = modelOf(CASES);

function modelOf(cases: readonly Case[]): Uint8Array {
  const nodes: NodeParts[] = [];
  const [initializer, input, output]: [TensorParts[], ValueInfoParts[], ValueInfoParts[]] = [[], [], []];
  cases.forEach(({ type, domain = "com.microsoft", inputs, attribute = [], outputs = [true] }, one) => {
    inputs.forEach((given, position) => {
      if (given === undefined) return;
      const { shape, type: dataType, data } = given;
      if (data === undefined) input.push(value(inputName(one, position), shape, dataType));
      else initializer.push({ name: inputName(one, position), dims: shape.map(BigInt), dataType, rawData: bytesOf(arrayOf(dataType, data)) });
    });
    const names = outputs.map((isGiven, position) => (isGiven ? outputName(one, position) : ""));
    nodes.push(node(type, inputs.map((given, position) => (given === undefined ? "" : inputName(one, position))), names, { name: CASES[one].name, domain, attribute: [...attribute] }));
    output.push(...names.filter((name) => name !== "").map((name) => ({ name })));
  });
  return file({ node: nodes, initializer, input, output }, { irVersion: 10n, opsetImport: [{ domain: "", version: 21n }, { domain: "com.microsoft", version: 1n }] });
}

function arrayOf(type: number, data: readonly number[]): Values {
  if (type === FLOAT) return Float32Array.from(data);
  if (type === INT32) return Int32Array.from(data);
  return type === INT8 ? Int8Array.from(data) : Uint8Array.from(data);
}

function bytesOf({ buffer }: Values): Uint8Array {
  return new Uint8Array(buffer);
}

/** What each output is, by its name. */
type Results = ReadonlyMap<string, ArrayLike<number>>;

const ARGUMENTS: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array | Uint8Array }> = new Map(
  CASES.flatMap(({ inputs }, one) => inputs.flatMap((given, position) => {
    if (given === undefined || given.data !== undefined) return [];
    const data = Array.from({ length: count(given.shape) }, () => (given.type === FLOAT ? RANDOM.normal() : RANDOM.nextUint32()));
    return [[inputName(one, position), { shape: given.shape, data: given.type === FLOAT ? Float32Array.from(data) : Uint8Array.from(data) }] as const];
  })),
);

async function byOnnxruntime(): Promise<Results> {
  const session = await onnxruntime.InferenceSession.create(BYTES, { graphOptimizationLevel: "disabled" });
  const given = [...ARGUMENTS].map(([name, { shape, data }]) =>
    [name, data instanceof Float32Array ? new onnxruntime.Tensor("float32", data, shape) : new onnxruntime.Tensor("uint8", data, shape)] as const);
  const results = await session.run(Object.fromEntries(given));
  return new Map(Object.entries(results).map(([name, { data }]) => {
    if (data instanceof Float32Array || data instanceof Uint8Array) return [name, data];
    throw new Error(`${name} is of another type`);
  }));
}

function byNnc(): Results {
  const network = runPasses(readModel(BYTES, FILE).network);
  const given = network.inputs.flatMap(({ name }) => ARGUMENTS.get(name)?.data ?? []);
  const results = interpretValues(lower(network), given, 1);
  return new Map(network.outputs.map(({ name }, position) => [name, results[position]]));
}

describe("side by side", () => {
  let expected: Results;
  let computed: Results;

  beforeAll(async () => {
    expected = await byOnnxruntime();
    computed = byNnc();
  });

  test("every operator that is read has been compared", () => {
    expect([...new Set(CASES.map(({ type }) => type))].sort()).toEqual(RUNTIME_OPERATORS);
    const documented = /\(`com\.microsoft`\):([^.]*)\./.exec(readFileSync(new URL("../../docs/operators.md", import.meta.url), "utf8"))?.[1].trim().split(/,\s+/);
    expect(documented).toEqual(RUNTIME_OPERATORS);
  });

  test.each(CASES.map(({ name, outputs = [true] }, one) => ({ name, outputs, one })))("$name", ({ outputs, one }) => {
    outputs.forEach((isGiven, position) => {
      if (!isGiven) return;
      const [wanted, found] = [expected, computed].map((results) => results.get(outputName(one, position)) ?? []);
      expect(found.length).toBe(wanted.length);
      const differences = Array.from(wanted, (element, place) => Math.abs(element - found[place]));
      if (wanted instanceof Uint8Array) {
        expect(differences.filter((difference) => difference > 1)).toEqual([]);
        expect(differences.filter((difference) => difference > 0).length).toBeLessThanOrEqual(1);
      } else {
        const largest = Math.max(...Array.from(wanted, Math.abs));
        expect(differences.filter((difference) => !(difference <= 2e-6 * largest))).toEqual([]);
      }
    });
  });
});
