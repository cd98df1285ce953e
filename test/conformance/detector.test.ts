// A detector as real ones are exported: branches for two sample rates, an input whose axes have no names, a mirrored edge, a spectrum by convolution,
// squared, and a state of LSTM that is taken apart and put together. Compared with onnxruntime-web, the state carried from call to call.

import { create, toBinary } from "@bufbuild/protobuf";
import * as onnxruntime from "onnxruntime-web";
import { expect, test } from "vitest";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { loadBytes } from "../../src/pipeline/load-model.ts";
import { interpret } from "../../src/program/interpret.ts";
import { file, int, integers, ints, node, tensor, type AttributeParts, type GraphParts, type NodeParts, type TensorParts } from "../formats/onnx/models.ts";
import { GraphSchema } from "../formats/onnx/onnx_pb.ts";

onnxruntime.env.wasm.numThreads = 1;

const random = new RandomGenerator(5);
const [SAMPLES, BINS, UNITS] = [24, 5, 4];

function numbers(name: string, ...shape: number[]): TensorParts {
  const count = shape.reduce((product, extent) => product * extent, 1);
  return tensor(name, shape, Array.from({ length: count }, () => Math.fround(random.normal() / Math.sqrt(shape[shape.length - 1]))));
}

function axes(name: string, elemType: number, ...shape: (number | undefined)[]): NonNullable<GraphParts["input"]>[number] {
  return { name, type: { tensorType: { elemType, shape: { dim: shape.map((size) => (size === undefined ? {} : { dimValue: BigInt(size) })) } } } };
}

function branch(name: string, nodes: NodeParts[], initializer: TensorParts[]): AttributeParts {
  const output = ["chance", "next"].map((one) => ({ name: `${name}_${one}`, type: { tensorType: { elemType: 1 } } }));
  return { name, type: 5, g: toBinary(GraphSchema, create(GraphSchema, { name, node: nodes, initializer, output })) };
}

/** The detector for one rate, whose window is of `taps` samples. */
function detector(name: string, taps: number): AttributeParts {
  const own = (text: string): string => `${name}_${text}`;
  const made = (type: string, given: readonly string[], result: string, attribute: AttributeParts[] = []): NodeParts => node(type, given, [own(result)], { attribute });
  const bins = [1, BINS, 2 * BINS].map((end, place) => integers(own(`i${place}`), [end]));
  return branch(name, [
    made("Pad", ["input", own("edge")], "mirrored", [{ name: "mode", type: 3, s: new TextEncoder().encode("reflect") }]),
    made("Unsqueeze", [own("mirrored"), own("i0")], "one"),
    made("Conv", [own("one"), own("basis")], "spectrum", [ints("strides", [taps / 2])]),
    made("Slice", [own("spectrum"), own("zero"), own("i1"), own("i0")], "real"),
    made("Slice", [own("spectrum"), own("i1"), own("i2"), own("i0")], "imaginary"),
    made("Pow", [own("real"), own("two")], "realSquare"),
    made("Pow", [own("imaginary"), own("two")], "imaginarySquare"),
    made("Add", [own("realSquare"), own("imaginarySquare")], "energy"),
    made("Sqrt", [own("energy")], "magnitude"),
    made("Transpose", [own("magnitude")], "turns", [ints("perm", [2, 0, 1])]),
    made("Gather", ["state", own("first")], "h", [int("axis", 0)]),
    made("Gather", ["state", own("last")], "c", [int("axis", 0)]),
    made("Unsqueeze", [own("h"), own("zero")], "h0"),
    made("Unsqueeze", [own("c"), own("zero")], "c0"),
    node("LSTM", [own("turns"), own("W"), own("R"), own("B"), "", own("h0"), own("c0")], ["", own("h1"), own("c1")], { attribute: [int("hidden_size", UNITS)] }),
    made("Concat", [own("h1"), own("c1")], "next", [int("axis", 0)]),
    made("Squeeze", [own("h1"), own("zero")], "last_h"),
    made("MatMul", [own("last_h"), own("out")], "score"),
    made("Sigmoid", [own("score")], "chance"),
  ], [
    ...bins,
    integers(own("zero"), [0]),
    integers(own("edge"), [0, 0, 0, taps / 2]),
    { ...integers(own("first"), [0]), dims: [] },
    { ...integers(own("last"), [-1]), dims: [] },
    tensor(own("two"), [], [2]),
    numbers(own("basis"), 2 * BINS, 1, taps),
    numbers(own("W"), 1, 4 * UNITS, BINS),
    numbers(own("R"), 1, 4 * UNITS, UNITS),
    numbers(own("B"), 1, 8 * UNITS),
    numbers(own("out"), UNITS, 1),
  ]);
}

const MODEL = file(
  {
    node: [
      node("Equal", ["sr", "high"], ["isHigh"]),
      node("If", ["isHigh"], ["chance", "next"], { attribute: [detector("then_branch", 8), detector("else_branch", 4)] }),
    ],
    initializer: [{ ...integers("high", [16000]), dims: [] }],
    input: [axes("input", 1, undefined, undefined), axes("state", 1, 2, undefined, UNITS), axes("sr", 7)],
    output: ["chance", "next"].map((name) => ({ name, type: { tensorType: { elemType: 1 } } })),
  },
  { opsetImport: [{ version: 16n }] },
);

test.each([16000, 8000])("a detector for a sample rate of %i, over many calls", async (rate) => {
  const said = { sizes: new Map(), shapes: new Map([["input", [1, SAMPLES]], ["state", [2, 1, UNITS]]]), fixed: new Map([["sr", [rate]]]) };
  const { program, network } = loadBytes(MODEL.slice(), { path: "detector.onnx", said });
  expect(network.inputs.map(({ name }) => name)).toEqual(["input", "state"]);
  const session = await onnxruntime.InferenceSession.create(MODEL.slice());
  const tensorOf = (data: Float32Array, shape: readonly number[]): onnxruntime.Tensor => new onnxruntime.Tensor("float32", data, shape);
  let [theirs, own] = [new Float32Array(2 * UNITS), new Float32Array(2 * UNITS)];
  for (let call = 0; call < 20; call++) {
    const input = Float32Array.from({ length: SAMPLES }, (_, place) => (call % 3 === 0 ? 0 : Math.sin((call * SAMPLES + place) * 0.3) + 0.1 * random.normal()));
    const sr = new onnxruntime.Tensor("int64", BigInt64Array.of(BigInt(rate)), []);
    const results = await session.run({ input: tensorOf(input, [1, SAMPLES]), state: tensorOf(theirs, [2, 1, UNITS]), sr });
    const [chance, next] = interpret(program, [input, own], 1);
    expect(Math.abs(chance[0] - Number(results.chance.data[0]))).toBeLessThan(1e-6);
    [theirs, own] = [Float32Array.from(results.next.data as Float32Array), Float32Array.from(next)];
  }
});
