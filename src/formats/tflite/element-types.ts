// The types elements of TensorFlow Lite's arrays may have, by their numbers (TensorType of its schema): what each is called, which scalar of nnc's
// it becomes, and how an element is stored. What is wider is narrowed: the constants of a file exactly or not at all.

import { bfloat16Value, float16Value } from "../../numeric/float16.ts";
import type { Scalar } from "../../program/scalar.ts";

export interface ElementType {
  readonly name: string;
  /** Of an element in the file. */
  readonly bits: 4 | 8 | 16 | 32 | 64;
  readonly scalar: Scalar;
  /** The element of that number, which is little-endian. */
  readonly read: (view: DataView, element: number) => number | bigint;
}

const TYPES: ReadonlyMap<number, ElementType> = new Map<number, ElementType>([
  [0, { name: "float32", bits: 32, scalar: "f32", read: (view, element) => view.getFloat32(4 * element, true) }],
  [1, { name: "float16", bits: 16, scalar: "f32", read: (view, element) => float16Value(view.getUint16(2 * element, true)) }],
  [2, { name: "int32", bits: 32, scalar: "i32", read: (view, element) => view.getInt32(4 * element, true) }],
  [3, { name: "uint8", bits: 8, scalar: "u8", read: (view, element) => view.getUint8(element) }],
  [4, { name: "int64", bits: 64, scalar: "i32", read: (view, element) => view.getBigInt64(8 * element, true) }],
  [6, { name: "bool", bits: 8, scalar: "bool", read: (view, element) => Math.min(1, view.getUint8(element)) }],
  [7, { name: "int16", bits: 16, scalar: "i16", read: (view, element) => view.getInt16(2 * element, true) }],
  [9, { name: "int8", bits: 8, scalar: "i8", read: (view, element) => view.getInt8(element) }],
  [10, { name: "float64", bits: 64, scalar: "f32", read: (view, element) => view.getFloat64(8 * element, true) }],
  [12, { name: "uint64", bits: 64, scalar: "u32", read: (view, element) => view.getBigUint64(8 * element, true) }],
  [15, { name: "uint32", bits: 32, scalar: "u32", read: (view, element) => view.getUint32(4 * element, true) }],
  [16, { name: "uint16", bits: 16, scalar: "u16", read: (view, element) => view.getUint16(2 * element, true) }],
  [17, { name: "int4", bits: 4, scalar: "i8", read: (view, element) => signedNibble(view, element) }],
  [18, { name: "bfloat16", bits: 16, scalar: "f32", read: (view, element) => bfloat16Value(view.getUint16(2 * element, true)) }],
]);

/** Those that nnc has no numbers for. */
const OTHER_NAMES: ReadonlyMap<number, string> = new Map([
  [5, "string"], [8, "complex64"], [11, "complex128"], [13, "resource"], [14, "variant"], [19, "int2"], [20, "uint4"], [21, "float8e4m3fn"], [22, "float8e5m2"],
]);

/** Two to a byte, the lower four bits first. */
function signedNibble(view: DataView, element: number): number {
  const byte = view.getInt8(element >> 1);
  return element % 2 === 0 ? (byte << 28) >> 28 : byte >> 4;
}

export function elementTypeOf(type: number): ElementType | undefined {
  return TYPES.get(type);
}

/** `int8`, or `number 99` for a type that the schema does not have. */
export function nameOfElementType(type: number): string {
  return TYPES.get(type)?.name ?? OTHER_NAMES.get(type) ?? `number ${type}`;
}
