// Which scalar type of nnc each element type of ONNX becomes. What is wider is narrowed: the constants of a file exactly or not at all.

import type { Scalar } from "../../program/scalar.ts";
import { DOUBLE, FLOAT, INT64 } from "./element-types.ts";

/** Of float64 the nearest float32, of int64 and uint64 32 bits: nnc computes with neither. */
const SCALARS_OF_TYPES: ReadonlyMap<number, Scalar> = new Map<number, Scalar>([
  [FLOAT, "f32"],
  [2, "u8"],
  [3, "i8"],
  [4, "u16"],
  [5, "i16"],
  [6, "i32"],
  [INT64, "i32"],
  [9, "bool"],
  [10, "f32"],
  [DOUBLE, "f32"],
  [12, "u32"],
  [13, "u32"],
  [16, "f32"],
]);

/** By TensorProto.DataType; undefined for types that nnc has no numbers for. */
export function scalarOfElementType(type: number | undefined): Scalar | undefined {
  return SCALARS_OF_TYPES.get(type ?? 0);
}
