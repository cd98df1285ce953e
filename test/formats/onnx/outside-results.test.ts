// Small models whose results were computed outside: by onnxruntime 1.32 and the standard's reference evaluator of onnx 1.23.

import { expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { readModel } from "../../../src/formats/index.ts";
import type { Model } from "../../../src/network/model.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpretValues } from "../../../src/program/interpret.ts";
import type { Values } from "../../../src/program/scalar.ts";
import type { GraphParts } from "./models.ts";
import { file, FILE, float, int, node, tensor, value } from "./models.ts";

const [UINT8, INT8] = [2, 3];

function read(operatorSet: number, graph: GraphParts): Model {
  return readModel(file(graph, { opsetImport: [{ domain: "", version: BigInt(operatorSet) }] }), FILE);
}

function run({ network }: Model, ...inputs: readonly Values[]): readonly (readonly number[])[] {
  return interpretValues(lower(runPasses(network)), inputs, 1).map((one) => [...one]);
}

test("MatMulInteger and ConvInteger take the zero point of the second factor alone", () => {
  const zero = { name: "z", dims: [2n], dataType: INT8, rawData: Uint8Array.from([1, -2]) };
  const product = read(10, {
    node: [node("MatMulInteger", ["a", "b", "", "z"], ["y"])],
    initializer: [{ name: "b", dims: [2n, 2n], dataType: INT8, rawData: Uint8Array.from([3, -4, 5, 6]) }, zero],
    input: [value("a", [1, 2], UINT8)],
    output: [{ name: "y" }],
  });
  expect(run(product, Uint8Array.of(7, 200))).toEqual([[814, 1586]]);
  const convolution = read(10, {
    node: [node("ConvInteger", ["x", "w", "", "z"], ["y"])],
    initializer: [{ name: "w", dims: [2n, 1n, 2n], dataType: INT8, rawData: Uint8Array.from([3, 5, -4, 6]) }, { ...zero, dims: [], rawData: Uint8Array.of(1) }],
    input: [value("x", [1, 1, 2], UINT8)],
    output: [{ name: "y" }],
  });
  expect(run(convolution, Uint8Array.of(7, 200))).toEqual([[814, 965]]);
});

test("BatchNormalization in training mode takes the mean and the variance of the batch, and carries on those it is given", () => {
  const model = read(15, {
    node: [node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y", "rm", "rv"], { attribute: [int("training_mode", 1), float("momentum", 0.75), float("epsilon", 0.5)] })],
    initializer: [tensor("s", [2], [2, 3]), tensor("b", [2], [1, -1]), tensor("m", [2], [4, 8]), tensor("v", [2], [1, 2])],
    input: [value("x", [2, 2])],
    output: [{ name: "y" }, { name: "rm" }, { name: "rv" }],
  });
  const [y, mean, variance] = run(model, Float32Array.of(1, 2, 3, 6));
  [-0.6329931, -3.8284273, 2.6329932, 1.8284273].forEach((one, place) => expect(y[place]).toBeCloseTo(one, 6));
  expect([mean, variance]).toEqual([[3.5, 7], [1, 2.5]]);
  expect(model.notices).toEqual([{ kind: "training-mode", operator: "BatchNormalization" }]);
});
