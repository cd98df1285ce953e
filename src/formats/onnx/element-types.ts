// The types elements of ONNX arrays may have (TensorProto.DataType of the ONNX standard) and how those nnc reads are
// stored. Reads no whole array.

import type { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Tensor } from "./onnx-messages.ts";

export const FLOAT = 1;
export const INT64 = 7;
export const DOUBLE = 11;

const NAMES: ReadonlyMap<number, string> = new Map([
  [FLOAT, "float"],
  [2, "uint8"],
  [3, "int8"],
  [4, "uint16"],
  [5, "int16"],
  [6, "int32"],
  [INT64, "int64"],
  [8, "string"],
  [9, "bool"],
  [10, "float16"],
  [DOUBLE, "double"],
  [12, "uint32"],
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
]);

/** `int8`, or `number 99` for a type the standard does not have. */
export function nameOfElementType(type: number | undefined): string {
  return NAMES.get(type ?? 0) ?? `number ${type ?? 0}`;
}

/** A type whose arrays are read, and its two forms in a file. */
export interface ReadableType {
  readonly name: string;
  /** Whether the elements are rounded to float32; else they are whole numbers. */
  readonly isFloat: boolean;
  /** Bytes of an element in raw_data, which is little-endian. */
  readonly bytes: number;
  readonly read: (view: DataView, offset: number) => number;
  /** The typed alternative to raw_data, and how an element of it is read: `packed` like raw_data, else varints. */
  readonly field: TypedField;
  readonly readVarint: "packed" | ((reader: BinaryReader) => number);
}

export type TypedField = "floatData" | "int32Data" | "int64Data" | "doubleData";

export const TYPED_FIELDS: readonly (TypedField & keyof Tensor)[] = ["floatData", "int32Data", "int64Data", "doubleData"];

/** By the number of the type. */
export const READABLE_TYPES: ReadonlyMap<number, ReadableType> = new Map<number, ReadableType>([
  [
    FLOAT,
    {
      name: "float",
      isFloat: true,
      bytes: 4,
      read: (view, offset) => view.getFloat32(offset, true),
      field: "floatData",
      readVarint: "packed",
    },
  ],
  [
    DOUBLE,
    {
      name: "double",
      isFloat: true,
      bytes: 8,
      read: (view, offset) => view.getFloat64(offset, true),
      field: "doubleData",
      readVarint: "packed",
    },
  ],
  [
    6,
    {
      name: "int32",
      isFloat: false,
      bytes: 4,
      read: (view, offset) => view.getInt32(offset, true),
      field: "int32Data",
      readVarint: (reader) => reader.int32(),
    },
  ],
  [
    INT64,
    {
      name: "int64",
      isFloat: false,
      bytes: 8,
      read: (view, offset) => Number(view.getBigInt64(offset, true)),
      field: "int64Data",
      readVarint: (reader) => Number(reader.int64()),
    },
  ],
  [
    9,
    {
      name: "bool",
      isFloat: false,
      bytes: 1,
      read: (view, offset) => Math.min(1, view.getUint8(offset)),
      field: "int32Data",
      readVarint: (reader) => (reader.int32() === 0 ? 0 : 1),
    },
  ],
]);
