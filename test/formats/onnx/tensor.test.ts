// The arrays of ONNX files: every type in every form it may be stored in, what is lost by reading it, and what is refused.

import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { decodeModel } from "../../../src/formats/onnx/decode.ts";
import { READABLE_TYPES } from "../../../src/formats/onnx/element-types.ts";
import type { Constant } from "../../../src/formats/onnx/tensor.ts";
import { readTensor } from "../../../src/formats/onnx/tensor.ts";
import { bfloat16Value, float16Value } from "../../../src/numeric/float16.ts";
import { told } from "../../diagnostics/thrown.ts";
import type { TensorParts } from "./models.ts";
import { file, FILE, littleEndian } from "./models.ts";

const PLACE = 'parameter "t"';

function read(parts: TensorParts): Constant {
  const [tensor] = decodeModel(file({ initializer: [{ name: "t", ...parts }] }), FILE).graph?.initializer ?? [];
  return readTensor(tensor, FILE, PLACE);
}

/** The tensor with its numbers one by one, each with a tag of its own, whatever its type. */
function readUnpacked(dataType: number, count: number, fields: readonly (readonly number[])[]): Constant {
  const tensor = [0x08, count, 0x10, dataType, ...fields.flat()];
  const graph = [0x2a, tensor.length, ...tensor];
  const [read] = decodeModel(Uint8Array.from([0x08, 8, 0x3a, graph.length, ...graph]), FILE).graph?.initializer ?? [];
  return readTensor(read, FILE, PLACE);
}

function refusalOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    if (error instanceof DiagnosticError) return told(error.diagnostic);
    throw error;
  }
  throw new Error("nothing was refused");
}

/** Base-128 numbers, those below 0 as of 64 bits. */
function varints(values: readonly (number | bigint)[]): Uint8Array {
  const bytes: number[] = [];
  for (const value of values) {
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
    bytes.push(Number(rest));
  }
  return Uint8Array.from(bytes);
}

const bytesOf = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

describe("integers", () => {
  const cases: readonly (readonly [name: string, dataType: number, raw: ArrayBufferView, field: "int32Data" | "int64Data" | "uint64Data"])[] = [
    ["uint8", 2, Uint8Array.of(0, 1, 255), "int32Data"],
    ["int8", 3, Int8Array.of(-128, -1, 127), "int32Data"],
    ["uint16", 4, Uint16Array.of(0, 256, 65535), "int32Data"],
    ["int16", 5, Int16Array.of(-32768, -1, 32767), "int32Data"],
    ["int32", 6, Int32Array.of(-2147483648, 7, 2147483647), "int32Data"],
    ["int64", 7, BigInt64Array.of(-(2n ** 53n), 0n, 2n ** 53n), "int64Data"],
    ["bool", 9, Uint8Array.of(0, 1, 1), "int32Data"],
    ["uint32", 12, Uint32Array.of(0, 1, 4294967295), "uint64Data"],
    ["uint64", 13, BigUint64Array.of(0n, 1n, 2n ** 53n), "uint64Data"],
  ];
  test.each(cases)("of type %s are the same in raw_data, packed, in pieces and one by one", (name, dataType, raw, field) => {
    const values = Array.from(raw as unknown as ArrayLike<number | bigint>);
    const expected = { type: name, shape: [3], values: Float64Array.from(values, Number) };
    expect(read({ dims: [3n], dataType, rawData: bytesOf(raw) })).toEqual(expected);
    expect(read({ dims: [3n], dataType, [field]: [varints(values)] })).toEqual(expected);
    expect(read({ dims: [3n], dataType, [field]: [varints(values.slice(0, 1)), varints(values.slice(1))] })).toEqual(expected);
    const tag = { int32Data: 5, int64Data: 7, uint64Data: 11 }[field] * 8;
    expect(readUnpacked(dataType, 3, values.map((value) => [tag, ...varints([value])]))).toEqual(expected);
  });

  test.each([
    ["uint4", 21, [0x21, 0xf0, 0x07], [1, 2, 0, 15, 7]],
    ["int4", 22, [0x21, 0xf8, 0x07], [1, 2, -8, -1, 7]],
    ["uint2", 25, [0b11100100, 0b10], [0, 1, 2, 3, 2]],
    ["int2", 26, [0b11100100, 0b01], [0, 1, -2, -1, 1]],
  ] as const)("of type %s are several in a byte, in raw_data and one by one", (name, dataType, bytes, values) => {
    const expected = { type: name, shape: [5], values: Float64Array.from(values) };
    expect(read({ dims: [5n], dataType, rawData: Uint8Array.from(bytes) })).toEqual(expected);
    expect(read({ dims: [5n], dataType, int32Data: [varints(bytes)] })).toEqual(expected);
  });

  test("of 4 bits are refused where there are not as many bytes, or no bytes", () => {
    const refusal = { category: "model", place: `${FILE}: ${PLACE}` };
    expect(refusalOf(() => read({ dims: [5n], dataType: 22, rawData: new Uint8Array(2) }))).toEqual({
      ...refusal,
      message: "the data has 2 bytes",
      note: "its type int4 and shape [5] ask for 3",
    });
    expect(refusalOf(() => read({ dims: [1n], dataType: 21, int32Data: [varints([256])] }))).toEqual({ ...refusal, message: "element 0 is 256, which is no byte of uint4" });
    expect(refusalOf(() => read({ dims: [1n], dataType: 21, int64Data: [varints([1])] }))).toEqual({ ...refusal, message: "an array of type uint4 has its data in int64Data" });
  });

  test("other bytes than 0 are true", () => {
    expect(read({ dims: [2n], dataType: 9, rawData: Uint8Array.of(0, 7) }).values).toEqual(Float64Array.of(0, 1));
    expect(read({ dims: [2n], dataType: 9, int32Data: [varints([0, 7])] }).values).toEqual(Float64Array.of(0, 1));
  });

  test("the greatest of 64 bits, which mean the end of an axis, are kept as near as float64 has them", () => {
    const ends = [2n ** 63n - 1n, -(2n ** 63n), -(2n ** 63n) + 1n];
    expect(read({ dims: [3n], dataType: 7, rawData: bytesOf(BigInt64Array.from(ends)) }).values).toEqual(Float64Array.of(2 ** 63, -(2 ** 63), -(2 ** 63)));
  });

  test("that float64 does not hold are refused", () => {
    const expected = {
      category: "model",
      place: `${FILE}: ${PLACE}`,
      note: "nnc reads integers up to 2^53 exactly, and rounds none",
      hint: "export the model with smaller integers",
    };
    expect(refusalOf(() => read({ dims: [2n], dataType: 7, rawData: bytesOf(BigInt64Array.of(1n, 2n ** 53n + 1n)) }))).toEqual({
      ...expected,
      message: "element 1 is 9007199254740993, of type int64",
    });
    expect(refusalOf(() => read({ dims: [1n], dataType: 13, uint64Data: [varints([2n ** 64n - 1n])] }))).toEqual({
      ...expected,
      message: "element 0 is 18446744073709551615, of type uint64",
    });
  });

  test.each([
    ["uint8", 2, "int32Data", 256],
    ["int8", 3, "int32Data", 128],
    ["uint16", 4, "int32Data", -1],
    ["int16", 5, "int32Data", 32768],
    ["uint32", 12, "uint64Data", 4294967296],
    ["float16", 10, "int32Data", 65536],
    ["bfloat16", 16, "int32Data", -1],
  ] as const)("beyond %s are refused", (name, dataType, field, value) => {
    expect(refusalOf(() => read({ dims: [1n], dataType, [field]: [varints([value])] }))).toEqual({
      category: "model",
      place: `${FILE}: ${PLACE}`,
      message: `element 0 is ${value}, which is no ${name}`,
    });
  });
});

describe("floating-point numbers", () => {
  test("of 16 bits have the values that numpy gives them", () => {
    const script = "import numpy, sys; sys.stdout.buffer.write(numpy.arange(65536).astype(numpy.uint16).view(numpy.float16).astype(numpy.float64).tobytes())";
    const theirs = execFileSync("/usr/bin/python3", ["-c", script], { maxBuffer: 2 ** 20 });
    const expected = new Float64Array(Uint8Array.from(theirs).buffer);
    expect(expected.length).toBe(65536);
    expect([...expected.keys()].filter((bits) => !Object.is(float16Value(bits), expected[bits]))).toEqual([]);
  });

  test("of type bfloat16 are a sign, eight bits of exponent and seven of significand", () => {
    const valueOf = (bits: number): number => {
      const [sign, exponent, significand] = [bits >> 15 === 0 ? 1 : -1, (bits >> 7) & 255, bits & 127];
      const special = significand === 0 ? sign * Infinity : NaN;
      const finite = exponent === 0 ? sign * significand * 2 ** -133 : sign * (1 + significand / 128) * 2 ** (exponent - 127);
      return exponent === 255 ? special : finite;
    };
    expect(Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => !Object.is(bfloat16Value(bits), valueOf(bits)))).toEqual([]);
  });

  test.each([
    ["float16", 10, [0x3c00, 0xc000, 0x0001], [1, -2, 2 ** -24]],
    ["bfloat16", 16, [0x3f80, 0xc000, 0x0001], [1, -2, 2 ** -133]],
  ] as const)("of type %s are the same in raw_data and in int32_data", (name, dataType, patterns, values) => {
    const expected = { type: name, shape: [3], values: Float32Array.from(values) };
    expect(read({ dims: [3n], dataType, rawData: bytesOf(Uint16Array.from(patterns)) })).toEqual(expected);
    expect(read({ dims: [3n], dataType, int32Data: [varints(patterns)] })).toEqual(expected);
    expect(readUnpacked(dataType, 3, patterns.map((pattern) => [40, ...varints([pattern])]))).toEqual(expected);
  });

  test("of type float may stand one by one, in several runs", () => {
    const one = (value: number): readonly number[] => [0x25, ...littleEndian([value])];
    const name = [0x42, 1, 0x74];
    expect(readUnpacked(1, 3, [one(0.5), one(-2), name, one(3)])).toEqual({ type: "float", shape: [3], values: Float32Array.of(0.5, -2, 3) });
  });

  test("of type double may stand one by one", () => {
    const one = (value: number): readonly number[] => [0x51, ...bytesOf(Float64Array.of(value))];
    expect(readUnpacked(11, 2, [one(0.5), one(-2)]).values).toEqual(Float32Array.of(0.5, -2));
  });

  test("of type double say what rounding changed", () => {
    const doubles = (...values: number[]) => read({ dims: [BigInt(values.length)], dataType: 11, rawData: bytesOf(Float64Array.from(values)) }).rounding;
    expect(doubles(1, -0.5, 0)).toEqual({ changed: 0, worst: 0 });
    expect(doubles(1, 1 + 2 ** -24, 1 + 3 * 2 ** -25)).toEqual({ changed: 2, worst: 2 ** -24 / (1 + 2 ** -24) });
    expect(doubles(1e-60)).toEqual({ changed: 1, worst: 1 });
  });
});

test("arrays without elements have none", () => {
  for (const [dataType, { isFloat }] of READABLE_TYPES) {
    expect(read({ dims: [0n, 3n], dataType }).values).toEqual(isFloat ? new Float32Array(0) : new Float64Array(0));
  }
});
