// The types elements of ONNX arrays may have (TensorProto.DataType of the ONNX standard) and how those nnc reads are
// stored. Reads no whole array.

import type { BinaryReader } from "@bufbuild/protobuf/wire";
import { bfloat16Value, float16Value } from "../../numeric/float16.ts";
import type { Tensor } from "./onnx-messages.ts";

export const FLOAT = 1;
export const UINT8 = 2;
export const INT8 = 3;
export const UINT16 = 4;
export const INT16 = 5;
export const INT32 = 6;
export const INT64 = 7;
export const BOOL = 9;
export const DOUBLE = 11;
export const UINT32 = 12;

const NAMES: ReadonlyMap<number, string> = new Map([
  [FLOAT, "float"],
  [UINT8, "uint8"],
  [INT8, "int8"],
  [UINT16, "uint16"],
  [INT16, "int16"],
  [INT32, "int32"],
  [INT64, "int64"],
  [8, "string"],
  [BOOL, "bool"],
  [10, "float16"],
  [DOUBLE, "double"],
  [UINT32, "uint32"],
  [13, "uint64"],
  [14, "complex64"],
  [15, "complex128"],
  [16, "bfloat16"],
  [17, "float8e4m3fn"],
  [18, "float8e4m3fnuz"],
  [19, "float8e5m2"],
  [20, "float8e5m2fnuz"],
  [21, "uint4"],
  [22, "int4"],
  [23, "float4e2m1"],
  [24, "float8e8m0"],
  [25, "uint2"],
  [26, "int2"],
]);

/** `int8`, or `number 99` for a type the standard does not have. */
export function nameOfElementType(type: number | undefined): string {
  return NAMES.get(type ?? 0) ?? `number ${type ?? 0}`;
}

/** The number of a type by its name; undefined where there is none. */
export function elementTypeOfName(name: string): number | undefined {
  return [...NAMES].find(([, one]) => one === name)?.[0];
}

/** A type whose arrays are read, and its two forms in a file. */
export interface ReadableType {
  readonly name: string;
  /** Whether the elements become float32; else they are whole numbers. */
  readonly isFloat: boolean;
  /** Bytes of an element in raw_data, which is little-endian. */
  readonly bytes: number;
  readonly read: (view: DataView, offset: number) => number | bigint;
  /** The typed alternative to raw_data, and how an element of it is read: `packed` like raw_data, else varints. */
  readonly field: TypedField;
  /** The text says what is wrong with the element. */
  readonly readVarint: "packed" | ((reader: BinaryReader) => number | bigint | string);
}

export type TypedField = "floatData" | "int32Data" | "int64Data" | "doubleData" | "uint64Data";

export const TYPED_FIELDS: readonly (TypedField & keyof Tensor)[] = ["floatData", "int32Data", "int64Data", "doubleData", "uint64Data"];

/** By the number of the type. */
export const READABLE_TYPES: ReadonlyMap<number, ReadableType> = new Map<number, ReadableType>([
  [FLOAT, floating(FLOAT, 4, (view, offset) => view.getFloat32(offset, true), "floatData")],
  [DOUBLE, floating(DOUBLE, 8, (view, offset) => view.getFloat64(offset, true), "doubleData")],
  [10, sixteenBits(10, float16Value)],
  [16, sixteenBits(16, bfloat16Value)],
  [2, narrow(2, 1, [0, 2 ** 8 - 1], (view, offset) => view.getUint8(offset))],
  [3, narrow(3, 1, [-(2 ** 7), 2 ** 7 - 1], (view, offset) => view.getInt8(offset))],
  [4, narrow(4, 2, [0, 2 ** 16 - 1], (view, offset) => view.getUint16(offset, true))],
  [5, narrow(5, 2, [-(2 ** 15), 2 ** 15 - 1], (view, offset) => view.getInt16(offset, true))],
  [6, narrow(6, 4, [-(2 ** 31), 2 ** 31 - 1], (view, offset) => view.getInt32(offset, true))],
  [9, { ...narrow(9, 1, [0, 1], (view, offset) => Math.min(1, view.getUint8(offset))), readVarint: (reader) => (reader.int32() === 0 ? 0 : 1) }],
  [
    INT64,
    {
      ...whole(INT64, 8, (view, offset) => view.getBigInt64(offset, true)),
      field: "int64Data",
      readVarint: (reader) => BigInt(reader.int64()),
    },
  ],
  [
    12,
    {
      ...whole(12, 4, (view, offset) => view.getUint32(offset, true)),
      field: "uint64Data",
      readVarint: (reader) => inRange(BigInt(reader.uint64()), 12, [0, 2 ** 32 - 1]),
    },
  ],
  [
    13,
    {
      ...whole(13, 8, (view, offset) => view.getBigUint64(offset, true)),
      field: "uint64Data",
      readVarint: (reader) => BigInt(reader.uint64()),
    },
  ],
]);

function floating(type: number, bytes: number, read: ReadableType["read"], field: TypedField): ReadableType {
  return { name: nameOfElementType(type), isFloat: true, bytes, read, field, readVarint: "packed" };
}

/** Floating-point numbers of 16 bits: in int32_data each pattern is a number of its own. */
function sixteenBits(type: number, valueOf: (bits: number) => number): ReadableType {
  return {
    name: nameOfElementType(type),
    isFloat: true,
    bytes: 2,
    read: (view, offset) => valueOf(view.getUint16(offset, true)),
    field: "int32Data",
    readVarint: (reader) => {
      const bits = inRange(reader.int32(), type, [0, 2 ** 16 - 1]);
      return typeof bits === "string" ? bits : valueOf(Number(bits));
    },
  };
}

/** Integers of at most 32 bits, which share int32_data. */
function narrow(type: number, bytes: number, range: Range, read: ReadableType["read"]): ReadableType {
  return { ...whole(type, bytes, read), field: "int32Data", readVarint: (reader) => inRange(reader.int32(), type, range) };
}

function whole(type: number, bytes: number, read: ReadableType["read"]): Pick<ReadableType, "name" | "isFloat" | "bytes" | "read"> {
  return { name: nameOfElementType(type), isFloat: false, bytes, read };
}

type Range = readonly [least: number, greatest: number];

function inRange(value: number | bigint, type: number, [least, greatest]: Range): number | bigint | string {
  return value >= least && value <= greatest ? value : `is ${value}, which is no ${nameOfElementType(type)}`;
}
