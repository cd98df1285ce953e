// Every way in which reading ONNX refuses arrays and bytes, with the whole diagnostic.

import { describe, expect, test } from "vitest";
import { MAXIMUM_FIELDS } from "../../../src/formats/onnx/check-wire.ts";
import { readModel } from "../../../src/formats/index.ts";
import { printNetwork } from "../../../src/network/print-network.ts";
import type { Expected, TensorParts } from "./models.ts";
import { expectRefusal, file, FILE, int, ints, node, sparse, tensor } from "./models.ts";

const TYPES_READ = "nnc reads arrays of type float, double, float16, bfloat16, uint8, int8, uint16, int16, int32, bool, int64, uint32, uint64, uint4, int4, uint2, int2";
const IN_FLOAT32 = "export the model in float32, without quantisation";

describe("parameters", () => {
  const float64 = (...values: number[]): Uint8Array => new Uint8Array(Float64Array.from(values).buffer);
  const cases: readonly (readonly [string, TensorParts, Expected])[] = [
    [
      "NaN",
      tensor("b", [3], [1, NaN, 1]),
      {
        message: "element 1 is NaN",
        note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
        hint: "train or export the model again",
      },
    ],
    [
      "an infinity",
      tensor("b", [3], [1, 1, -Infinity]),
      {
        message: "element 2 is -Infinity",
        note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
        hint: "train or export the model again",
      },
    ],
    [
      "a double beyond float32",
      { name: "b", dims: [3n], dataType: 11, rawData: float64(1, 2, -1e39) },
      {
        message: "element 2 is -1e+39, which is beyond float32",
        note: "parameters of type double are rounded to float32, whose largest value is about 3.4e38",
        hint: "scale the model, or train it in float32",
      },
    ],
    ["too little data", { ...tensor("b", [3]), dims: [4n] }, { message: "the data has 12 bytes", note: "its type float and shape [4] ask for 16" }],
    ["too much data", { ...tensor("b", [3]), dims: [2n] }, { message: "the data has 12 bytes", note: "its type float and shape [2] ask for 8" }],
    ["no data", { name: "b", dims: [3n], dataType: 1 }, { message: "the data has 0 bytes", note: "its type float and shape [3] ask for 12" }],
    [
      "chunks that end within an element",
      { name: "b", dims: [1n], dataType: 1, floatData: [Uint8Array.of(0, 0), Uint8Array.of(0, 0)] },
      { message: "the data has 4 bytes", note: "its type float and shape [1] ask for 4" },
    ],
    ["data twice", { ...tensor("b", [3]), floatData: [new Uint8Array(12)] }, { message: "the data of an array is given twice" }],
    [
      "data of another type",
      { name: "b", dims: [3n], dataType: 1, doubleData: [new Uint8Array(24)] },
      { message: "an array of type float has its data in doubleData" },
    ],
    ["a negative extent", { ...tensor("b", [3]), dims: [-3n] }, { message: "the shape [-3] has a negative extent" }],
    [
      "an absurd extent",
      { ...tensor("b", [3]), dims: [2n ** 40n, 2n ** 40n] },
      { message: "the shape [1099511627776, 1099511627776] has more than 268435456 elements", note: "more are not read of type float" },
    ],
    [
      "extents whose product is beyond all numbers",
      { ...tensor("b", [3]), dims: new Array<bigint>(32).fill(2n ** 62n) },
      { message: `the shape [${new Array<number>(32).fill(2 ** 62).join(", ")}] has more than 268435456 elements`, note: "more are not read of type float" },
    ],
    ["too many axes", { ...tensor("b", [3]), dims: [...new Array<bigint>(33).fill(1n), 3n] }, { message: "the array has 34 axes", note: "at most 32 are read" }],
    ["segments", { ...tensor("b", [3]), segment: Uint8Array.of(8, 0) }, { message: "the data of a parameter is split into segments" }],
  ];
  test.each(cases)("%s", (_, parameter, expected) => {
    expectRefusal(file({ initializer: [tensor("W", [3, 2]), parameter] }), { place: 'parameter "b"', ...expected });
  });

  const others: readonly (readonly [string, TensorParts, Expected])[] = [
    [
      "text",
      { name: "n", dims: [1n], dataType: 8 },
      { message: "the elements are of type string", note: TYPES_READ, hint: IN_FLOAT32 },
    ],
    [
      "quantised values",
      { name: "n", dims: [1n], dataType: 17, rawData: new Uint8Array(1) },
      { message: "the elements are of type float8e4m3fn", note: TYPES_READ, hint: IN_FLOAT32 },
    ],
    [
      "too many integers to read",
      { name: "n", dims: [2n ** 24n + 1n], dataType: 7 },
      { message: "the shape [16777217] has more than 16777216 elements", note: "more are not read of type int64" },
    ],
    ["too few integers", { name: "n", dims: [2n], dataType: 7, int64Data: [Uint8Array.of(0x80, 1)] }, { message: "the number of elements is wrong", note: "the shape [2] asks for 2" }],
    ["too many integers", { name: "n", dims: [1n], dataType: 7, int64Data: [Uint8Array.of(1, 1)] }, { message: "the number of elements is wrong", note: "the shape [1] asks for 1" }],
    ["half an integer", { name: "n", dims: [1n], dataType: 7, int64Data: [Uint8Array.of(0x80)] }, { message: "the data ends in the middle of an element" }],
    ["fewer bytes than integers", { name: "n", dims: [9n], dataType: 6, int32Data: [Uint8Array.of(1)] }, { message: "the number of elements is wrong", note: "the shape [9] asks for 9" }],
  ];
  const OUTPUTS = ["y", "n"].map((name) => ({ name }));

  test.each(others)("%s, which an output is", (_, parameter, expected) => {
    const initializer = [tensor("W", [3, 2]), tensor("b", [3]), parameter];
    expectRefusal(file({ initializer, output: OUTPUTS }), { place: 'parameter "n"', ...expected });
  });

  test.each([...cases, ...others])("%s, which no output needs, is not read", (_, parameter) => {
    const initializer = [tensor("W", [3, 2]), tensor("b", [3]), { ...parameter, name: "n" }];
    const dead = node("StringNormalizer", ["n"], ["dead"]);
    expect(printNetwork(readModel(file({ initializer }), FILE).network)).toBe(printNetwork(readModel(file(), FILE).network));
    const gemm = node("Gemm", ["x", "W", "b"], ["y"], { attribute: [int("transB", 1)] });
    expect(printNetwork(readModel(file({ initializer, node: [gemm, dead] }), FILE).network)).toBe(printNetwork(readModel(file(), FILE).network));
  });

  test("a sparse parameter that no output needs is not read, nor is a node that has it", () => {
    const nodes = [node("Gemm", ["x", "W", "b"], ["y"], { attribute: [int("transB", 1)] }), node("Relu", ["s"], ["dead"])];
    const { network } = readModel(file({ node: nodes, sparseInitializer: [sparse("s")] }), FILE);
    expect(printNetwork(network)).toBe(printNetwork(readModel(file(), FILE).network));
  });

  test("arrays in Constants and in other files, which no output needs, are not read", () => {
    const gemm = node("Gemm", ["x", "W", "b"], ["y"], { attribute: [int("transB", 1)] });
    const text = node("Constant", [], ["n"], { attribute: [{ name: "value", type: 4, t: { dims: [1n], dataType: 17, rawData: new Uint8Array(1) } }] });
    const elsewhere = { name: "e", dims: [1n], dataType: 1, dataLocation: 1, externalData: [{ key: "location", value: "gone" }] };
    const inConstant = node("Constant", [], ["m"], { attribute: [{ name: "value", type: 4, t: elsewhere }] });
    const initializer = [tensor("W", [3, 2]), tensor("b", [3]), elsewhere];
    const { network } = readModel(file({ initializer, node: [gemm, text, inConstant] }), FILE);
    expect(printNetwork(network)).toBe(printNetwork(readModel(file(), FILE).network));
  });

  test("an integer that float64 does not hold, in a Constant without an array", () => {
    const constant = node("Constant", [], ["n"], { name: "big", attribute: [ints("value_ints", [1, 2n ** 60n + 1n])] });
    expectRefusal(file({ node: [constant, node("Gemm", ["x", "W", "b"], ["y"], { attribute: [int("transB", 1)] })], output: OUTPUTS }), {
      place: 'node "big" (Constant)',
      message: "element 1 is 1152921504606846977, of type int64",
      note: "nnc reads integers up to 2^53 exactly, and rounds none",
      hint: "export the model with smaller integers",
    });
  });

  test("NaN in a Constant", () => {
    const constant = node("Constant", [], ["b"], { name: "bias", attribute: [{ name: "value", type: 4, t: tensor("", [3], [NaN, 0, 0]) }] });
    const gemm = node("Gemm", ["x", "W", "b"], ["y"], { attribute: [int("transB", 1)] });
    expectRefusal(file({ node: [constant, gemm], initializer: [tensor("W", [3, 2])] }), {
      place: 'node "bias" (Constant)',
      message: "element 0 is NaN",
      note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
      hint: "train or export the model again",
    });
  });
});

describe("the bytes", () => {
  const notProtobuf = (byte: number, note: string): Expected => ({ place: `byte ${byte}`, message: "the file is not valid protobuf", note });
  const cutOff = (bytes: number): Expected => ({
    place: `byte ${bytes}`,
    message: "the file ends too early",
    note: "it was cut off while it was written or copied",
    hint: "copy it or export the model again",
  });
  const cases: readonly (readonly [string, readonly number[], Expected])[] = [
    ["one byte", [0x08], cutOff(1)],
    ["a field that is longer than the file", [0x08, 0x08, 0x3a, 0x7f, 0x0a], cutOff(5)],
    ["a field that is longer than its part", [0x08, 0x08, 0x3a, 0x02, 0x0a, 0x05, 0x30, 0x08], notProtobuf(6, "a field is longer than what it is part of")],
    ["a field that ends behind its part, but within the file", [0x08, 0x08, 0x3a, 0x02, 0x0a, 0x02, 0x30, 0x08], notProtobuf(6, "a field is longer than what it is part of")],
    ["four bytes of which one is in their part", [0x08, 0x08, 0x3a, 0x03, 0xa5, 0x06, 0x01, 0x30, 0x08, 0x30, 0x08], notProtobuf(6, "a field is longer than what it is part of")],
    ["eight bytes of which one is in their part", [0x08, 0x08, 0x3a, 0x03, 0xa1, 0x06, 0x01, 0, 0, 0, 0, 0, 0, 0], notProtobuf(6, "a field is longer than what it is part of")],
    ["a number of eleven bytes", [0x08, ...new Array<number>(10).fill(0x80), 0x01], notProtobuf(1, "a number has more than ten bytes")],
    ["an endless number", [0x08, 0x08, 0x3a, ...new Array<number>(11).fill(0xff)], notProtobuf(3, "a number has more than ten bytes")],
    ["a group", [0x08, 0x08, 0x3a, 0x01, 0x0b], notProtobuf(4, "a field of wire type 2 has wire type 3")],
    ["an unknown group", [0x08, 0x08, 0x3a, 0x01, 0xa3, 0x06], notProtobuf(5, "a field is longer than what it is part of")],
    ["an unknown group that is whole", [0x08, 0x08, 0x3a, 0x02, 0xa3, 0x06], notProtobuf(4, "wire type 3 does not occur in ONNX")],
    ["field 0", [0x08, 0x08, 0x3a, 0x02, 0x00, 0x00], notProtobuf(4, "0 is no field")],
    ["a wrong wire type", [0x08, 0x08, 0x3a, 0x02, 0x10, 0x01], notProtobuf(4, "a field of wire type 2 has wire type 0")],
    ["text that is not UTF-8", [0x08, 0x08, 0x12, 0x02, 0xc3, 0x28], notProtobuf(4, "a text is not UTF-8")],
    // Graph, node, attribute, floats: five bytes are no float32 numbers.
    ["half a number", [0x08, 0x08, 0x3a, 0x0b, 0x0a, 0x09, 0x2a, 0x07, 0x3a, 0x05, 1, 2, 3, 4, 5], notProtobuf(10, "a list of numbers ends within one")],
  ];
  test.each(cases)("%s", (_, bytes, expected) => {
    expectRefusal(Uint8Array.from(bytes), expected);
  });

  test("a text that is too long", () => {
    expectRefusal(file({}, { producerName: "a".repeat(2 ** 24 + 1) }), {
      place: "byte 7",
      message: "a text has 16777217 bytes",
      note: "at most 16777216 are read",
    });
  });

  test("too many fields", () => {
    expectRefusal(file({}, { metadataProps: Array.from({ length: MAXIMUM_FIELDS }, () => ({})) }), {
      message: "the model has too many parts",
      note: `nodes, names, attributes and so on are more than ${MAXIMUM_FIELDS}`,
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  });
});
