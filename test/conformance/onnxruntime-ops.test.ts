// Ops that move, combine and normalise elements, in the forms ONNX has for them, against onnxruntime-web: the same bits, special
// values included, but for the normalisations, whose order of operations is onnxruntime's own.

import * as onnxruntime from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { readModel } from "../../src/formats/index.ts";
import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { FILE, file, float, int, integers, ints, node, tensor, value, type AttributeParts, type TensorParts } from "../formats/onnx/models.ts";

onnxruntime.env.wasm.numThreads = 1;

interface Case {
  readonly type: string;
  readonly inputs: readonly (readonly number[])[];
  readonly attribute?: readonly AttributeParts[];
  /** Further inputs; undefined is one that is left out. */
  readonly constants?: readonly (TensorParts | undefined)[];
  readonly operatorSet?: bigint;
}

function titleOf({ type, inputs, attribute = [], constants = [] }: Case): string {
  const shown = [...attribute.map(({ name = "", i, f, ints: list = [] }) => `${name} ${String(i ?? f ?? `[${list.join(", ")}]`)}`), ...constants.map((one) => one?.name ?? "–")];
  return [type, ...inputs.map((shape) => `[${shape.join(", ")}]`), ...shown].join(" ");
}

/** What onnxruntime-web and nnc make of the same random numbers; of special ones where asked for. */
async function results({ type, inputs, attribute = [], constants = [], operatorSet = 18n }: Case, special: boolean) {
  const random = new RandomGenerator(special ? 5 : 3);
  const element = (): number => (special && random.uniform() < 0.5 ? SPECIAL_FLOAT32[random.nextUint32() % SPECIAL_FLOAT32.length] : Math.fround(random.normal()));
  const names = inputs.map((_, position) => `x${position}`);
  const graph = {
    name: type,
    node: [node(type, [...names, ...constants.map((one) => one?.name ?? "")], ["y"], { attribute: [...attribute] })],
    initializer: constants.filter((one) => one !== undefined),
    input: inputs.map((shape, position) => value(names[position], shape)),
    output: [{ name: "y", type: { tensorType: { elemType: 1 } } }],
  };
  const bytes = file(graph, { opsetImport: [{ domain: "", version: operatorSet }] });
  const given = inputs.map((shape) => Float32Array.from({ length: shape.reduce((product, extent) => product * extent, 1) }, element));
  const session = await onnxruntime.InferenceSession.create(bytes);
  const feeds = Object.fromEntries(names.map((name, position) => [name, new onnxruntime.Tensor("float32", given[position], inputs[position])]));
  const { y } = await session.run(feeds);
  const { network } = readModel(bytes, FILE);
  const [output] = network.outputs;
  const [computed] = interpret(lower(runPasses(network)), given, 1);
  return { expected: y.data, expectedShape: y.dims, computed, shape: network.values[output.value].shape };
}

const axis = (i: number): AttributeParts => int("axis", i);
const noKeep = int("keepdims", 0);

const MOVEMENTS: readonly Case[] = [
  { type: "Transpose", inputs: [[2, 3]] },
  { type: "Transpose", inputs: [[2, 3, 4]], attribute: [ints("perm", [2, 0, 1])] },
  { type: "Slice", inputs: [[5, 4]], constants: [integers("starts", [1, 0]), integers("ends", [4, 3])] },
  { type: "Slice", inputs: [[2, 7]], constants: [integers("starts", [-1]), integers("ends", [-(2n ** 63n)]), integers("axes", [1]), integers("steps", [-2])] },
  { type: "Slice", inputs: [[2, 7]], constants: [integers("starts", [-4]), integers("ends", [2n ** 63n - 1n]), integers("axes", [-1]), integers("steps", [3])] },
  { type: "Slice", inputs: [[3, 4]], constants: [integers("starts", [10]), integers("ends", [-100]), undefined, integers("steps", [-1])] },
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
  { type, inputs: [[3, 600]], constants: [integers("axes", [-1])] },
  { type, inputs: [[300, 3]], constants: [integers("axes", [0])] },
  { type, inputs: [[2, 3, 4]], attribute: [noKeep], constants: [integers("axes", [2, -2])] },
  { type, inputs: [[2, 3]], attribute: [int("noop_with_empty_axes", 1)] },
  { type, inputs: [[3, 1]], constants: [integers("axes", [1])] },
  { type, inputs: [[3, 5]], attribute: [ints("axes", [1]), noKeep], operatorSet: 11n },
]);

/** Neither the first axes nor the last ones: onnxruntime adds up in another order. */
const BETWEEN: readonly Case[] = ["ReduceMax", "ReduceMin"].map((type) => ({ type, inputs: [[2, 30, 3]], constants: [integers("axes", [1])] }));

const POINTWISE: readonly Case[] = [
  ...["Sub", "Mul", "Div"].map((type) => ({ type, inputs: [[2, 3, 1], [4]] })),
  { type: "Sqrt", inputs: [[60]] },
];

describe("bits of onnxruntime-web", () => {
  const cases = [...MOVEMENTS, ...REDUCTIONS, ...BETWEEN, ...POINTWISE].map((one) => [titleOf(one), one] as const);

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

describe("near onnxruntime-web", () => {
  test.each(NORMALISATIONS.map((one) => [titleOf(one), one] as const))("%s", async (_, one) => {
    const { expected, expectedShape, computed, shape } = await results(one, false);
    expect(shape).toEqual(expectedShape);
    // Values of magnitude 16 at most, after some ten roundings of 2^-24 each, in either.
    computed.forEach((result, i) => expect(Math.abs(result - Number(expected[i]))).toBeLessThan(20 * 16 * 2 ** -24));
  });
});
