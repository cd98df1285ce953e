// Spectra and what they are weighted with, against onnxruntime-web: the same but for roundings, of which both have their own order. And what is refused.

import * as onnxruntime from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { readModel } from "../../src/formats/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { AttributeParts, Expected, NodeParts, TensorParts } from "../formats/onnx/models.ts";
import { expectRefusal, file, FILE, int, integers, node, tensor, value } from "../formats/onnx/models.ts";

onnxruntime.env.wasm.numThreads = 1;
onnxruntime.env.logLevel = "fatal";

const single = (name: string, of: number): TensorParts => ({ ...integers(name, [of]), dims: [] });

interface Case {
  readonly name: string;
  readonly shape: readonly number[];
  readonly node: readonly NodeParts[];
  readonly initializer?: readonly TensorParts[];
}

const dft = (name: string, shape: readonly number[], attribute: readonly AttributeParts[], inputs: readonly string[] = [], initializer: readonly TensorParts[] = []): Case => {
  return { name, shape, node: [node("DFT", ["x", ...inputs], ["y"], { attribute: [...attribute] })], initializer };
};
const windowed = (type: string, attribute: readonly AttributeParts[]): Case => {
  return { name: type, shape: [9], node: [node(type, ["size"], ["window"], { attribute: [...attribute] }), node("Add", ["x", "window"], ["y"])], initializer: [single("size", 9)] };
};

const [INVERSE, HALF] = [int("inverse", 1), int("onesided", 1)];
const CASES: readonly Case[] = [
  dft("a transform", [2, 15, 1], []),
  dft("a transform along the first axis", [12, 3, 2], [], ["", "axis"], [single("axis", 0)]),
  dft("a longer transform", [1, 10, 2], [], ["length"], [single("length", 16)]),
  dft("an inverse", [3, 8, 2], [INVERSE]),
  dft("half a spectrum", [2, 9, 1], [HALF]),
  {
    name: "spectra of windowed pieces, weighted",
    shape: [1, 400, 1],
    initializer: [
      ...[single("step", 40), single("length", 64), single("bands", 10), single("rate", 8000)],
      ...[tensor("low", [], [80]), tensor("high", [], [3600]), integers("last", [-1])],
    ],
    node: [
      node("HannWindow", ["length"], ["window"]),
      node("STFT", ["x", "step", "window", "length"], ["spectra"]),
      node("ReduceSumSquare", ["spectra", "last"], ["power"], { attribute: [int("keepdims", 0)] }),
      node("MelWeightMatrix", ["bands", "length", "rate", "low", "high"], ["weights"]),
      node("MatMul", ["power", "weights"], ["y"]),
    ],
  },
  { name: "spectra of pieces", shape: [2, 30, 1], initializer: [single("step", 7), single("length", 10)], node: [node("STFT", ["x", "step", "", "length"], ["y"], { attribute: [int("onesided", 0)] })] },
  windowed("HammingWindow", []),
  windowed("BlackmanWindow", [int("periodic", 0)]),
];

function bytesOf({ shape, node: nodes, initializer = [] }: Case): Uint8Array {
  const graph = { name: "spectra", node: [...nodes], initializer: [...initializer], input: [value("x", shape)], output: [{ name: "y", type: { tensorType: { elemType: 1 } } }] };
  return file(graph, { opsetImport: [{ domain: "", version: 20n }] });
}

describe("what onnxruntime computes", () => {
  test.each(CASES)("$name", async (one) => {
    const random = new RandomGenerator(7);
    const x = Float32Array.from({ length: one.shape.reduce((product, extent) => product * extent, 1) }, () => random.normal());
    const session = await onnxruntime.InferenceSession.create(bytesOf(one));
    const { y } = await session.run({ x: new onnxruntime.Tensor("float32", x, one.shape) });
    const { network } = readModel(bytesOf(one), FILE);
    const [computed] = interpret(lower(runPasses(network)), [x], 1);
    expect(network.values[network.outputs[0].value].shape).toEqual(y.dims);
    const expected = Array.from(y.data, Number);
    const largest = Math.max(...expected.map(Math.abs));
    const differences = expected.map((element, at) => Math.abs(computed[at] - element) / largest);
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  });
});

test("half a spectrum turned back gives the signal", () => {
  const there = dft("", [2, 8, 1], [HALF]);
  const back = { ...there, node: [node("DFT", ["x"], ["half"], { attribute: [HALF] }), node("DFT", ["half"], ["y"], { attribute: [HALF, INVERSE] })] };
  const x = Float32Array.from({ length: 16 }, (_, at) => Math.fround(Math.sin(at * at)));
  const [computed] = interpret(lower(runPasses(readModel(bytesOf(back), FILE).network)), [x], 1);
  for (const [at, element] of x.entries()) expect(Math.abs(computed[at] - element)).toBeLessThan(5e-7);
});

describe("what is refused", () => {
  const complex = dft("", [2, 7, 2], [HALF]);
  const pieces = { ...CASES[6], shape: [2, 9, 1] };
  const large = dft("", [1, 8192, 1], []);
  const mel = { ...CASES[5], initializer: [...(CASES[5].initializer ?? []).filter(({ name }) => name !== "high"), tensor("high", [], [9000])] };
  const CASES_REFUSED: readonly (readonly [string, Case, Expected])[] = [
    ["half a spectrum of complex numbers", complex, { place: "node number 1 (DFT)", message: "dft cannot be applied: half a spectrum is that of reals, and its x is complex" }],
    ["pieces longer than the signal", pieces, { place: "node number 1 (STFT)", message: "stft cannot be applied: a signal of 9 has no pieces of 10, 7 after each other" }],
    ["large matrices", large, { place: "node number 1 (DFT)", message: "dft cannot be applied: its matrix has 134217728 elements, of which 16777216 are supported" }],
    [
      "bands beyond the spectrum",
      mel,
      {
        message: "a node of the model is not supported",
        note: "node number 4 (MelWeightMatrix): a band ends at place 36 of a spectrum that has 33",
        hint: "docs/operators.md lists the operators that are supported, with their types and attributes",
      },
    ],
  ];
  test.each(CASES_REFUSED)("%s", (_, one, expected) => {
    expectRefusal(bytesOf(one), expected);
  });
});
