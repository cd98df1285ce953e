// What the elements of arrays are written as: integers of 8 and 16 bits, and unsigned ones, as they are, those of i32 as int64, which is what ONNX has
// positions of. Writes no array of floats.

import { isFloat, type Scalar } from "../../program/scalar.ts";
import { BOOL, FLOAT, INT16, INT32, INT64, INT8, UINT16, UINT32, UINT8 } from "./element-types.ts";

const TYPES: Readonly<Partial<Record<Scalar, number>>> = { bool: BOOL, i8: INT8, u8: UINT8, i16: INT16, u16: UINT16, u32: UINT32 };

/** The number of the type (TensorProto.DataType). */
export function elementTypeOf(scalar: Scalar): number {
  return isFloat(scalar) ? FLOAT : (TYPES[scalar] ?? INT64);
}

/** Bytes of an element, and how it is set. */
const WRITTEN: Readonly<Record<number, readonly [bytes: number, set: (view: DataView, at: number, value: number) => void]>> = {
  [BOOL]: [1, (view, at, value) => view.setUint8(at, value)],
  [UINT8]: [1, (view, at, value) => view.setUint8(at, value)],
  [INT8]: [1, (view, at, value) => view.setInt8(at, value)],
  [UINT16]: [2, (view, at, value) => view.setUint16(at, value, true)],
  [INT16]: [2, (view, at, value) => view.setInt16(at, value, true)],
  [INT32]: [4, (view, at, value) => view.setInt32(at, value, true)],
  [UINT32]: [4, (view, at, value) => view.setUint32(at, value, true)],
  [INT64]: [8, (view, at, value) => view.setBigInt64(at, BigInt(value), true)],
};

/** Integers or truth values as raw_data has them, little-endian. @param type of integers or truth values. */
export function integerBytes(data: ArrayLike<number>, type: number): Uint8Array {
  const [width, set] = WRITTEN[type];
  const bytes = new Uint8Array(width * data.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < data.length; i++) set(view, width * i, data[i]);
  return bytes;
}
