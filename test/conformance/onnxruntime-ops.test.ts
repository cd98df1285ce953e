// Ops that move, combine and normalise elements, in the forms ONNX has for them, against onnxruntime-web: the same bits, special
// values included, but for the normalisations, whose order of operations is onnxruntime's own.

import * as onnxruntime from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { readModel } from "../../src/formats/index.ts";
import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret, interpretValues } from "../../src/program/interpret.ts";
import { randomValues } from "../fixtures.ts";
import type { AttributeParts, TensorParts } from "../formats/onnx/models.ts";
import { FILE, file, float, int, integers, ints, node, tensor, value } from "../formats/onnx/models.ts";

onnxruntime.env.wasm.numThreads = 1;

interface Case {
  readonly type: string;
  readonly inputs: readonly (readonly number[])[];
  readonly attribute?: readonly AttributeParts[];
  /** Further inputs; undefined is one that is left out. */
  readonly constants?: readonly (TensorParts | undefined)[];
  readonly operatorSet?: bigint;
  /** Outputs after the first that the node has to name. */
  readonly further?: readonly string[];
}

function titleOf({ type, inputs, attribute = [], constants = [] }: Case): string {
  const attributes = attribute.map(({ name = "", i, f, s, ints: list = [] }) => `${name} ${String(i ?? f ?? (s === undefined ? `[${list.join(", ")}]` : new TextDecoder().decode(s)))}`);
  return [type, ...inputs.map((shape) => `[${shape.join(", ")}]`), ...attributes, ...constants.map((one) => one?.name ?? "–")].join(" ");
}

/** What onnxruntime-web and nnc make of the same random numbers; of special ones where asked for. */
async function results({ type, inputs, attribute = [], constants = [], operatorSet = 18n, further = [] }: Case, special: boolean) {
  const random = new RandomGenerator(special ? 5 : 3);
  const element = (): number => {
    const isSpecial = special && random.uniform() < 0.5;
    return isSpecial ? SPECIAL_FLOAT32[random.nextUint32() % SPECIAL_FLOAT32.length] : Math.fround(random.normal());
  };
  const names = inputs.map((_, position) => `x${position}`);
  const graph = {
    name: type,
    node: [node(type, [...names, ...constants.map((one) => one?.name ?? "")], ["y", ...further], { attribute: [...attribute] })],
    initializer: constants.filter((one) => one !== undefined),
    input: inputs.map((shape, position) => value(names[position], shape)),
    output: [{ name: "y", type: { tensorType: { elemType: 1 } } }],
  };
  const bytes = file(graph, { opsetImport: [{ domain: "", version: operatorSet }] });
  const given = inputs.map((shape) => Float32Array.from({ length: shape.reduce((product, extent) => product * extent, 1) }, element));
  const session = await onnxruntime.InferenceSession.create(bytes);
  const tensors = given.map((data, position) => new onnxruntime.Tensor("float32", data, inputs[position]));
  const { y } = await session.run(Object.fromEntries(names.map((name, position) => [name, tensors[position]])));
  const { network } = readModel(bytes, FILE);
  const [output] = network.outputs;
  const [computed] = interpret(lower(runPasses(network)), given, 1);
  return { expected: y.data, expectedShape: y.dims, computed, shape: network.values[output.value].shape };
}

const axis = (i: number): AttributeParts => int("axis", i);
const noKeep = int("keepdims", 0);

type Places = readonly (number | bigint)[];

function slicing(starts: Places, ends: Places, axes: Places | undefined, steps: Places): NonNullable<Case["constants"]> {
  return [integers("starts", starts), integers("ends", ends), axes && integers("axes", axes), integers("steps", steps)];
}

const MOVEMENTS: readonly Case[] = [
  { type: "Transpose", inputs: [[2, 3]] },
  { type: "Transpose", inputs: [[2, 3, 4]], attribute: [ints("perm", [2, 0, 1])] },
  { type: "Slice", inputs: [[5, 4]], constants: [integers("starts", [1, 0]), integers("ends", [4, 3])] },
  { type: "Slice", inputs: [[2, 7]], constants: slicing([-1], [-(2n ** 63n)], [1], [-2]) },
  { type: "Slice", inputs: [[2, 7]], constants: slicing([-4], [2n ** 63n - 1n], [-1], [3]) },
  { type: "Slice", inputs: [[3, 4]], constants: slicing([10], [-100], undefined, [-1]) },
  { type: "Slice", inputs: [[3, 4]], attribute: [ints("starts", [1]), ints("ends", [3]), ints("axes", [1])], operatorSet: 9n },
  { type: "Expand", inputs: [[3, 1]], constants: [integers("shape", [2, 1, 4])] },
  { type: "Expand", inputs: [[2, 3]], constants: [integers("shape", [1])] },
  { type: "Concat", inputs: [[2, 3], [2, 1], [2, 2]], attribute: [axis(-1)] },
  { type: "Concat", inputs: [[2, 3]], attribute: [axis(0)] },
  { type: "Pad", inputs: [[2, 3]], constants: [integers("pads", [1, 0, 2, 3]), tensor("value", [], [0.25])] },
  { type: "Pad", inputs: [[2, 3]], constants: [integers("pads", [1, 2]), undefined, integers("axes", [-1])] },
  { type: "Pad", inputs: [[2, 3]], attribute: [ints("pads", [0, 1, 0, 1]), float("value", -1)], operatorSet: 10n },
  { type: "Reshape", inputs: [[2, 3, 4]], constants: [integers("shape", [0, -1])] },
  { type: "Squeeze", inputs: [[1, 3, 1]] },
  { type: "Squeeze", inputs: [[1, 3, 1]], constants: [integers("axes", [-1])] },
  { type: "Unsqueeze", inputs: [[3, 2]], constants: [integers("axes", [-1, 0])] },
];

const REDUCTIONS: readonly Case[] = ["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin"].flatMap((type): readonly Case[] => [
  { type, inputs: [[3, 5]] },
  { type, inputs: [[3, 5]], attribute: [noKeep], constants: [integers("axes", [0])] },
  { type, inputs: [[3, 60]], constants: [integers("axes", [-1])] },
  { type, inputs: [[60, 3]], constants: [integers("axes", [0])] },
  { type, inputs: [[2, 3, 4]], attribute: [noKeep], constants: [integers("axes", [2, -2])] },
  { type, inputs: [[2, 3]], attribute: [int("noop_with_empty_axes", 1)] },
  { type, inputs: [[3, 1]], constants: [integers("axes", [1])] },
  { type, inputs: [[3, 5]], attribute: [ints("axes", [1]), noKeep], operatorSet: 11n },
]);

/** Axes between others: onnxruntime-web has an order of its own for the sums of the last (columns mod 4) columns. */
const BETWEEN: readonly Case[] = [["ReduceMax", 3], ["ReduceMin", 3], ["ReduceSum", 4], ["ReduceMean", 8]].map(([type, columns]) => {
  return { type: String(type), inputs: [[2, 30, Number(columns)]], constants: [integers("axes", [1])] };
});

const POINTWISE: readonly Case[] = [
  ...["Sub", "Mul", "Div"].map((type) => ({ type, inputs: [[2, 3, 1], [4]] })),
  { type: "Sqrt", inputs: [[60]] },
];

/** Eight chains there, one here; extremes have the same bits. */
const LONG: readonly Case[] = ["ReduceSum", "ReduceMean", "ReduceSumSquare"].flatMap((type): readonly Case[] => [
  { type, inputs: [[3, 600]], constants: [integers("axes", [-1])] },
  { type, inputs: [[300, 3]], constants: [integers("axes", [0])] },
]);
const LONG_EXTREMES: readonly Case[] = ["ReduceMax", "ReduceMin"].flatMap((type): readonly Case[] => [
  { type, inputs: [[3, 603]], constants: [integers("axes", [-1])] },
  { type, inputs: [[300, 3]], constants: [integers("axes", [0])] },
]);

const pooling = (kernel: readonly number[], ...others: readonly AttributeParts[]): readonly AttributeParts[] => [ints("kernel_shape", kernel), ...others];
const padded = [ints("strides", [2, 2]), ints("pads", [1, 0, 1, 2])];
const text = (name: string, value: string): AttributeParts => ({ name, type: 3, s: new TextEncoder().encode(value) });
const same = (padding: string): AttributeParts => text("auto_pad", padding);

/** NaN is passed over, and what is nothing but −∞ gives the smallest float32, in both. Dilations and auto_pad do not go together in onnxruntime. */
const MAXIMA: readonly Case[] = [
  { type: "MaxPool", inputs: [[2, 3, 9]], attribute: pooling([3], ints("strides", [2])) },
  { type: "MaxPool", inputs: [[1, 2, 5, 6]], attribute: pooling([3, 3], ...padded, int("ceil_mode", 1)) },
  { type: "MaxPool", inputs: [[1, 2, 5, 6]], attribute: pooling([2, 2], ints("dilations", [3, 2])) },
  { type: "MaxPool", inputs: [[1, 2, 5, 6]], attribute: pooling([2, 3], same("SAME_LOWER")) },
  { type: "MaxPool", inputs: [[1, 1, 3, 4, 5]], attribute: pooling([2, 2, 2], ints("strides", [1, 2, 2])) },
];

/** Elements that are nearest, by every way of counting. */
const NEAREST: readonly Case[] = [
  { type: "Resize", inputs: [[1, 2, 3, 4]], constants: [undefined, tensor("scales", [4], [1, 1, 2, 3])] },
  ...["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"].flatMap((mode) => ["half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel"].map((coordinates): Case => ({
    type: "Resize",
    inputs: [[1, 1, 6, 5]],
    attribute: [text("nearest_mode", mode), text("coordinate_transformation_mode", coordinates)],
    constants: [undefined, undefined, integers("sizes", [1, 1, 4, 9])],
  }))),
  { type: "Resize", inputs: [[1, 2, 4, 6]], attribute: [ints("axes", [2, 3]), text("keep_aspect_ratio_policy", "not_smaller")], constants: [undefined, undefined, integers("sizes", [7, 8])] },
  { type: "Resize", inputs: [[1, 1, 4, 6]], constants: [tensor("scales", [4], [1, 1, 0.5, 0.75])], operatorSet: 10n },
  { type: "Upsample", inputs: [[1, 1, 3, 4]], constants: [tensor("scales", [4], [1, 1, 2, 1.5])], operatorSet: 9n },
];

describe("bits of onnxruntime-web", () => {
  const cases = [...MOVEMENTS, ...REDUCTIONS, ...LONG_EXTREMES, ...BETWEEN, ...POINTWISE, ...MAXIMA, ...NEAREST].map((one) => [titleOf(one), one] as const);

  test.each(cases)("%s", async (_, one) => {
    for (const special of [false, true]) {
      const { expected, expectedShape, computed, shape } = await results(one, special);
      expect(shape).toEqual(expectedShape);
      expect([...computed]).toEqual([...expected]);
    }
  });
});

const NORMALISATIONS: readonly Case[] = [
  { type: "LayerNormalization", inputs: [[3, 16]], constants: [tensor("scale", [16], [...Array(16).keys()]), tensor("bias", [16])] },
  { type: "LayerNormalization", inputs: [[2, 3, 4]], attribute: [axis(1), float("epsilon", 0.1)], constants: [tensor("scale", [3, 4])] },
  { type: "MeanVarianceNormalization", inputs: [[2, 3, 2, 2]] },
  { type: "MeanVarianceNormalization", inputs: [[3, 4]], attribute: [ints("axes", [1])] },
];

/** Truth values. */
function truths(name: string, dims: readonly number[], values: readonly number[]): TensorParts {
  return { name, dims: dims.map(BigInt), dataType: 9, rawData: Uint8Array.from(values) };
}

const heads = (queries: number, keys: number): readonly AttributeParts[] => [int("q_num_heads", queries), int("kv_num_heads", keys)];
const past = (name: string): TensorParts => tensor(name, [1, 2, 2, 4], [...Array(16).keys()].map((i) => Math.fround(Math.sin(i))));
const angles = (name: string, shape: readonly number[], value: (x: number) => number): TensorParts => {
  const count = shape.reduce((product, extent) => product * extent, 1);
  return tensor(name, shape, Array.from({ length: count }, (_, i) => Math.fround(value(i / 3))));
};

const ATTENTION: readonly Case[] = [
  { type: "Attention", inputs: [[1, 2, 3, 4], [1, 2, 5, 4], [1, 2, 5, 3]] },
  { type: "Attention", inputs: [[2, 3, 16], [2, 3, 8], [2, 3, 8]], attribute: [...heads(4, 2), int("is_causal", 1)] },
  { type: "Attention", inputs: [[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]], attribute: [float("softcap", 2), float("scale", 0.5)] },
  {
    type: "Attention",
    inputs: [[1, 2, 2, 4], [1, 2, 3, 4], [1, 2, 3, 4]],
    constants: [tensor("mask", [2, 3], [0, -Infinity, 1, -Infinity, 0.5, 0])],
  },
  { type: "Attention", inputs: [[1, 2, 2, 4], [1, 2, 3, 4], [1, 2, 3, 4]], constants: [truths("mask", [2, 3], [1, 0, 1, 0, 1, 1])] },
  {
    type: "Attention",
    inputs: [[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]],
    attribute: [int("is_causal", 1)],
    constants: [undefined, past("past_key"), past("past_value")],
    further: ["present_key", "present_value"],
  },
  { type: "RotaryEmbedding", inputs: [[1, 2, 3, 4]], constants: [angles("cos", [1, 3, 2], Math.cos), angles("sin", [1, 3, 2], Math.sin)] },
  {
    type: "RotaryEmbedding",
    inputs: [[1, 3, 8]],
    attribute: [int("num_heads", 2), int("interleaved", 1)],
    constants: [angles("cos", [5, 2], Math.cos), angles("sin", [5, 2], Math.sin), { ...integers("ids", [4, 0, 2]), dims: [1n, 3n] }],
  },
].map((one) => ({ ...one, operatorSet: 23n }));

const waves = (name: string, shape: readonly number[]): TensorParts => angles(name, shape, Math.sin);
const group = (count: number): AttributeParts => int("group", count);

const WINDOWS: readonly Case[] = [
  { type: "Conv", inputs: [[2, 3, 9]], attribute: [ints("strides", [2]), ints("pads", [0, 2])], constants: [waves("w", [4, 3, 3]), waves("b", [4])] },
  { type: "Conv", inputs: [[1, 3, 6, 7]], attribute: [same("SAME_UPPER"), ints("strides", [2, 2])], constants: [waves("w", [8, 3, 3, 3])] },
  { type: "Conv", inputs: [[1, 4, 6, 7]], attribute: [same("SAME_LOWER"), group(2)], constants: [waves("w", [6, 2, 2, 2]), waves("b", [6])] },
  { type: "Conv", inputs: [[1, 4, 6, 7]], attribute: [ints("dilations", [2, 3]), group(4)], constants: [waves("w", [4, 1, 3, 2]), waves("b", [4])] },
  { type: "Conv", inputs: [[1, 4, 6, 7]], attribute: [...padded, group(4)], constants: [waves("w", [8, 1, 3, 3])] },
  { type: "Conv", inputs: [[1, 5, 3, 4]], constants: [waves("w", [6, 5, 1, 1]), waves("b", [6])] },
  { type: "Conv", inputs: [[1, 2, 4, 4, 3]], attribute: [ints("pads", [1, 0, 1, 0, 1, 1])], constants: [waves("w", [3, 2, 2, 3, 2])] },
  ...["AveragePool", "LpPool"].flatMap((type): readonly Case[] => [
    { type, inputs: [[2, 3, 9]], attribute: pooling([3], ints("strides", [2])) },
    { type, inputs: [[1, 2, 5, 6]], attribute: pooling([3, 3], ...padded) },
    { type, inputs: [[1, 2, 5, 6]], attribute: pooling([2, 3], same("SAME_UPPER")) },
    { type, inputs: [[1, 1, 3, 4, 5]], attribute: pooling([2, 2, 2], ints("strides", [1, 2, 2])) },
  ]),
  { type: "AveragePool", inputs: [[1, 2, 5, 6]], attribute: pooling([3, 3], ...padded, int("ceil_mode", 1)), operatorSet: 19n },
  { type: "AveragePool", inputs: [[1, 2, 5, 6]], attribute: pooling([3, 3], ...padded, int("ceil_mode", 1), int("count_include_pad", 1)), operatorSet: 19n },
  { type: "AveragePool", inputs: [[1, 2, 7, 6]], attribute: pooling([2, 2], ints("dilations", [3, 2])), operatorSet: 19n },
  { type: "LpPool", inputs: [[1, 2, 7, 6]], attribute: pooling([2, 2], ints("dilations", [3, 2]), int("p", 3)) },
  { type: "ConvTranspose", inputs: [[2, 3, 5]], attribute: [ints("strides", [2]), ints("pads", [1, 2])], constants: [waves("w", [3, 4, 4]), waves("b", [4])] },
  { type: "ConvTranspose", inputs: [[1, 4, 3, 4]], attribute: [ints("strides", [3, 2]), group(2)], constants: [waves("w", [4, 3, 2, 3]), waves("b", [6])] },
  { type: "ConvTranspose", inputs: [[1, 4, 3, 4]], attribute: [ints("dilations", [2, 3]), group(4), ints("strides", [2, 2]), ints("output_padding", [1, 1])], constants: [waves("w", [4, 1, 3, 2])] },
  ...["SAME_UPPER", "SAME_LOWER", "NOTSET"].map((name): Case => ({
    type: "ConvTranspose", inputs: [[1, 2, 3, 4]], attribute: [same(name), ints("strides", [2, 2]), ints("output_shape", [6, 9])], constants: [waves("w", [2, 3, 3, 4])],
  })),
  { type: "ConvTranspose", inputs: [[1, 2, 3, 4]], attribute: [same("SAME_LOWER"), ints("strides", [2, 3])], constants: [waves("w", [2, 3, 5, 4])] },
  ...["linear", "cubic"].flatMap((mode): readonly Case[] => [
    { type: "Resize", inputs: [[1, 2, 3, 4]], attribute: [text("mode", mode)], constants: [undefined, tensor("scales", [4], [1, 1, 2, 3])] },
    { type: "Resize", inputs: [[1, 1, 6, 7]], attribute: [text("mode", mode), text("coordinate_transformation_mode", "align_corners")], constants: [undefined, undefined, integers("sizes", [1, 1, 4, 9])] },
    { type: "Resize", inputs: [[1, 1, 6, 7]], attribute: [text("mode", mode), text("coordinate_transformation_mode", "pytorch_half_pixel")], constants: [undefined, undefined, integers("sizes", [1, 1, 1, 3])] },
  ]),
  { type: "Resize", inputs: [[1, 1, 6, 7]], attribute: [text("mode", "cubic"), int("exclude_outside", 1), float("cubic_coeff_a", -0.5)], constants: [undefined, tensor("scales", [4], [1, 1, 0.75, 1.5])] },
  {
    type: "Resize",
    inputs: [[1, 1, 5, 4]],
    attribute: [text("mode", "linear"), text("coordinate_transformation_mode", "tf_crop_and_resize"), float("extrapolation_value", 10)],
    constants: [tensor("roi", [8], [0, 0, 0.25, -0.25, 1, 1, 1.125, 0.75]), undefined, integers("sizes", [1, 1, 4, 5])],
  },
  { type: "GlobalMaxPool", inputs: [[2, 3, 4, 5]] },
  { type: "GlobalAveragePool", inputs: [[2, 3, 4, 5]] },
  { type: "GlobalLpPool", inputs: [[2, 3, 4, 5]], attribute: [int("p", 1)] },
];

test.each([0, 1])("the positions of MaxPool are onnxruntime's, storage_order %i", async (order) => {
  const shape = [2, 2, 4, 5];
  const graph = {
    name: "positions",
    node: [node("MaxPool", ["x"], ["y", "positions"], { attribute: [...pooling([2, 3], ...padded), int("storage_order", order)] })],
    input: [value("x", shape)],
    output: [{ name: "positions", type: { tensorType: { elemType: 7 } } }],
  };
  const bytes = file(graph, { opsetImport: [{ domain: "", version: 12n }] });
  const data = randomValues(80, new RandomGenerator(4));
  const session = await onnxruntime.InferenceSession.create(bytes);
  const { positions } = await session.run({ x: new onnxruntime.Tensor("float32", data, shape) });
  const [computed] = interpretValues(lower(runPasses(readModel(bytes, FILE).network)), [data], 1);
  expect([...computed]).toEqual(Array.from(positions.data, Number));
});

describe("near onnxruntime-web", () => {
  test.each(LONG.map((one) => [titleOf(one), one] as const))("%s", async (_, one) => {
    const { expected, expectedShape, computed, shape } = await results(one, false);
    expect(shape).toEqual(expectedShape);
    // Numbers of [-1, 1): no partial sum is beyond 600, and each of 600 additions errs by half a unit at the most.
    computed.forEach((result, i) => expect(Math.abs(result - Number(expected[i]))).toBeLessThan(600 * 600 * 2 ** -24));
  });

  test.each([...NORMALISATIONS, ...ATTENTION, ...WINDOWS].map((one) => [titleOf(one), one] as const))("%s", async (_, one) => {
    const { expected, expectedShape, computed, shape } = await results(one, false);
    expect(shape).toEqual(expectedShape);
    // Values of magnitude 16 at most, after some ten roundings of 2^-24 each, in either.
    computed.forEach((result, i) => expect(Math.abs(result - Number(expected[i]))).toBeLessThan(20 * 16 * 2 ** -24));
  });
});
