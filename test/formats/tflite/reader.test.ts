// What is read of TensorFlow Lite files beside the operators: names, types, quantised constants, notices; and what is refused, in whole messages.

import { describe, expect, test } from "vitest";
import { readModel } from "../../../src/formats/index.ts";
import { describeNotice } from "../../../src/network/notice.ts";
import { valueOf, type Network } from "../../../src/network/network.ts";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { interpretValues } from "../../../src/program/interpret.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { told, thrown, type Told } from "../../diagnostics/thrown.ts";
import { liteFile, type WrittenModel, type WrittenOperator, type WrittenTensor } from "./lite-file.ts";
import { array, byte, single, weights } from "./single-operator.ts";

const FILE = "model.tflite";
const DAMAGED = "the file is damaged or was written wrongly; export the model again";

const SUM: WrittenModel = single("sum", "ADD", [array(1, 2), weights(2)], [array(1, 2)], [byte(0, 0)]).model;

function read(model: WrittenModel): ReturnType<typeof readModel> {
  return readModel(liteFile(model), FILE);
}

function refusal(contents: WrittenModel | Uint8Array): Told {
  const diagnostic = thrown(() => readModel(contents instanceof Uint8Array ? contents : liteFile(contents), FILE));
  if (diagnostic === undefined) throw new Error("it was read");
  return told(diagnostic);
}

function withTensor(number: number, change: Partial<WrittenTensor>): WrittenModel {
  return { ...SUM, tensors: SUM.tensors.map((tensor, own) => (own === number ? { ...tensor, ...change } : tensor)) };
}

function withOperators(...operators: readonly WrittenOperator[]): WrittenModel {
  return { ...SUM, operators };
}

function ports(network: Network): readonly string[] {
  return [...network.inputs, ...network.outputs].map(({ name, value }) => `${name} ${valueOf(network, value).scalar} [${valueOf(network, value).shape.join(", ")}]`);
}

function computed(model: WrittenModel, ...inputs: readonly (Float32Array | Int32Array)[]): readonly number[] {
  return [...interpretValues(lower(runPasses(read(model).network)), inputs, 1)[0]];
}

describe("what is read", () => {
  test("inputs and outputs are called as the signature says, or as their tensors", () => {
    expect(ports(read(SUM).network)).toEqual(["t0 f32 [1, 2]", "t2 f32 [1, 2]"]);
    expect(ports(read({ ...SUM, signature: { inputs: ["speed"], outputs: ["torque"] } }).network)).toEqual(["speed f32 [1, 2]", "torque f32 [1, 2]"]);
  });

  test("an open batch counts as 1, and a fixed one stays", () => {
    expect(ports(read(withTensor(0, { signature: [-1, 2] })).network)).toEqual(["t0 f32 [1, 2]", "t2 f32 [1, 2]"]);
    const batch = { ...SUM, tensors: [array(3, 2), weights(2), array(3, 2)] };
    expect(ports(read(batch).network)).toEqual(["t0 f32 [3, 2]", "t2 f32 [3, 2]"]);
  });

  test("operators that no output needs are left out, of whatever kind", () => {
    const model = { ...SUM, tensors: [...SUM.tensors, array(1, 2)], operators: [{ type: "CUSTOM_THING", inputs: [0], outputs: [3] }, ...SUM.operators] };
    expect(read(model).network.values.length).toBe(3);
  });

  test("quantised weights of a layer of floats are the floats they stand for", () => {
    const layer = (w: WrittenTensor): WrittenModel => single("layer", "FULLY_CONNECTED", [array(1, 2), w, undefined], [array(1, 2)], [byte(0, 0)]).model;
    const x = Float32Array.of(1, 10);
    expect(computed(layer({ shape: [2, 2], type: "int8", data: [1, -2, 3, 127], scales: [0.5, 0.25], zeroPoints: [0, 0], axis: 0 }), x)).toEqual([-9.5, 318.25]);
    expect(computed(layer({ shape: [2, 2], type: "int4", data: [-8, 7, 1, -1], scales: [0.5], zeroPoints: [0] }), x)).toEqual([31, -4.5]);
    expect(computed(layer({ shape: [2, 2], type: "uint8", data: [0, 255, 128, 129], scales: [1], zeroPoints: [128] }), x)).toEqual([1142, 10]);
  });

  test("a convolution may be without a bias", () => {
    const model = single("convolution", "CONV_2D", [array(1, 2, 2, 1), { ...weights(1, 2, 2, 1), data: [1, 2, 3, 4] }], [array(1, 1, 1, 1)], [byte(0, 1), [1, "integer", 1], [2, "integer", 1]]).model;
    expect(computed(model, Float32Array.of(1, 10, 100, 1000))).toEqual([4321]);
  });

  test("int64 is int32, and constants that are the end of an axis are its greatest", () => {
    const sliced = single("slice", "STRIDED_SLICE", [{ shape: [4], type: "int64" }, { shape: [1], type: "int32", data: [1] }, { shape: [1], type: "int32", data: [2 ** 31 - 1] }, { shape: [1], type: "int32", data: [2] }], [{ shape: [2], type: "int64" }], []);
    expect(computed(sliced.model, Int32Array.of(5, 6, 7, 8))).toEqual([6, 8]);
    expect(read(sliced.model).notices?.map(describeNotice)).toEqual([
      'the input "t0" is of type int64 in the model and int32 in the function',
      'the output "t4" is of type int64 in the model and int32 in the function',
    ]);
  });

  test("what integers stand for is said, and what became wider", () => {
    const rounded = single("quantised", "QUANTIZE", [{ shape: [2], type: "int8", scales: [0.5], zeroPoints: [-3] }], [{ shape: [2], type: "uint8", scales: [0.25], zeroPoints: [7] }]).model;
    expect(read(rounded).notices?.map(describeNotice)).toEqual([
      'the input "t0" is quantised: an integer q stands for 0.5 (q + 3)',
      'the output "t1" is quantised: an integer q stands for 0.25 (q - 7)',
    ]);
    const half = { ...SUM, tensors: [array(1, 2), { shape: [2], type: "float16" as const, data: [0x3c00, 0x4000] }, array(1, 2)] };
    expect(read(half).notices?.map(describeNotice)).toEqual(["2 parameters of type float16 became float32 exactly"]);
    expect(read(SUM).notices).toBeUndefined();
  });
});

describe("what is refused", () => {
  test.each<[string, WrittenModel, Omit<Told, "category">]>([
    ["another version", { ...SUM, version: 2 }, { place: FILE, message: "the file is of version 2 of TensorFlow Lite's format", note: "nnc reads version 3", hint: "convert the model again" }],
    [
      "operators that are not read, all at once",
      { ...SUM, tensors: [...SUM.tensors, array(1, 2), array(1, 2)], operators: [{ type: "WHERE", inputs: [0], outputs: [3] }, { type: "DetectObjects", inputs: [3], outputs: [4] }, { type: "ethos-u", inputs: [3, 4], outputs: [2] }] },
      {
        place: FILE,
        message: "3 operators of the model are not supported",
        note: "operator 0 (WHERE): the operator is not supported\noperator 1 (DetectObjects): it is an operator of its own, and none of TensorFlow Lite's\noperator 2 (ethos-u): it is code for an Arm Ethos-U, which Vela compiled: read the model from before",
        hint: "docs/tflite.md lists the operators that are supported",
      },
    ],
    ["an operator of shapes that do not fit", withTensor(1, { shape: [3], data: [1, 2, 3] }), { place: FILE, message: "an operator of the model is not supported", note: "operator 0 (ADD): shapes [1, 2] and [3] do not broadcast", hint: "docs/tflite.md lists the operators that are supported" }],
    ["an open axis that is no batch", withTensor(0, { signature: [1, -1] }), { place: `${FILE}: input "t0"`, message: "axis 1 has no fixed size", hint: "convert the model with fixed sizes; only the first axis, the batch, may be open, and counts as 1" }],
    ["an output of another shape", withTensor(2, { shape: [2, 2] }), { place: `${FILE}: output "t2"`, message: "an output is declared as [2, 2] but computed as [1, 2]", hint: DAMAGED }],
    ["a constant that is too short", withTensor(1, { data: [1] }), { place: `${FILE}: tensor "t1"`, message: "the array has 4 bytes, its shape [2] of float32 asks for 8", hint: DAMAGED }],
    ["parameters that are not finite", single("layer", "FULLY_CONNECTED", [array(1, 2), { shape: [1, 2], data: [1, NaN] }, undefined], [array(1, 1)], [byte(0, 0)]).model, { place: `${FILE}: tensor "t1"`, message: "element 1 is NaN", note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged", hint: "train or export the model again" }],
    ["what nothing computes", { ...SUM, tensors: [array(1, 2), array(2), array(1, 2)] }, { place: `${FILE}: operator 0 (ADD)`, message: 'it needs "t1", which nothing before it computes', hint: DAMAGED }],
    ["what a call leaves for the next one", { ...SUM, tensors: [array(1, 2), { shape: [2], isVariable: true }, array(1, 2)] }, { place: FILE, message: "an operator of the model is not supported", note: 'operator 0 (ADD): its input "t1" is kept from call to call', hint: "docs/tflite.md lists the operators that are supported" }],
    ["another kind of LSTM", single("lstm", "UNIDIRECTIONAL_SEQUENCE_LSTM", [array(1, 2, 3), ...Array.from({ length: 16 }, () => array(1, 1))], [array(1, 2, 3)]).model, { place: FILE, message: "an operator of the model is not supported", note: "operator 0 (UNIDIRECTIONAL_SEQUENCE_LSTM): it has peepholes, which is not supported", hint: "docs/tflite.md lists the operators that are supported" }],
    ["sums of int16 beyond 32 bits", single("dense", "FULLY_CONNECTED", [{ shape: [1, 600], type: "int16", scales: [1], zeroPoints: [0] }, { shape: [1, 600], type: "int8", data: Array.from({ length: 600 }, () => 127), scales: [1], zeroPoints: [0] }, undefined], [{ shape: [1, 1], type: "int16", scales: [1], zeroPoints: [0] }]).model, { place: FILE, message: "an operator of the model is not supported", note: "operator 0 (FULLY_CONNECTED): its sums of int16 may reach 2496921600, which is beyond 32 bits", hint: "docs/tflite.md lists the operators that are supported" }],
    ["an array too large to be kept", { ...SUM, tensors: [array(1, 2), { shape: [2 ** 23], isVariable: true }, array(1, 2)] }, { place: `${FILE}: tensor "t1"`, message: "an array of the shape [8388608] is kept from call to call", hint: "use a smaller model" }],
    ["an input that has to be constant", single("reshape", "RESHAPE", [array(1, 2), { shape: [1], type: "int32" }], [array(2)]).model, { place: FILE, message: "an operator of the model is not supported", note: "operator 0 (RESHAPE): its input 1 is computed from the model's inputs, and has to be a constant", hint: "docs/tflite.md lists the operators that are supported" }],
    ["integers that stand for reals where they are not computed with", single("power", "POW", [{ shape: [2], type: "int8", scales: [1], zeroPoints: [0] }, array(2)], [array(2)]).model, { place: FILE, message: "an operator of the model is not supported", note: "operator 0 (POW): its input 0 is of quantised int8, which is read for other operators alone", hint: "docs/tflite.md lists the operators that are supported" }],
    ["a scale that is none", single("sum", "ADD", [{ shape: [2], type: "int8", scales: [-1], zeroPoints: [0] }, { shape: [2], type: "int8", scales: [1], zeroPoints: [0] }], [{ shape: [2], type: "int8", scales: [1], zeroPoints: [0] }]).model, { place: FILE, message: "an operator of the model is not supported", note: 'operator 0 (ADD): the tensor "t0" has the scale -1', hint: "docs/tflite.md lists the operators that are supported" }],
    ["a tensor that there is not", withOperators({ type: "ADD", inputs: [0, 9], outputs: [2] }), { place: FILE, message: "the file is no whole TensorFlow Lite model", note: "it refers to tensor 9, of 3", hint: DAMAGED }],
  ])("%s", (_, model, expected) => {
    expect(refusal(model)).toEqual({ category: "model", ...expected });
  });

  test("a file that ends within its tables", () => {
    const message = "the file is no whole TensorFlow Lite model";
    expect(refusal(liteFile(SUM).slice(0, 60))).toMatchObject({ place: FILE, message, hint: DAMAGED });
    expect(refusal(Uint8Array.of(255, 255, 255, 127, 0x54, 0x46, 0x4c, 0x33))).toEqual({ category: "model", place: FILE, message, note: "4 bytes are to be read at byte 2147483647, of 8", hint: DAMAGED });
  });
});
