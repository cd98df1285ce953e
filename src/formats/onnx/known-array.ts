// Constants of a file as arrays of nnc's own types.

import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import { SCALARS, type Scalar } from "../../program/scalar.ts";
import type { Fail } from "../refuse.ts";
import type { Constant } from "./tensor.ts";

const SCALARS_BY_NAME: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ["float", "f32"],
  ["float16", "f32"],
  ["bfloat16", "f32"],
  ["double", "f32"],
  ["uint8", "u8"],
  ["uint4", "u8"],
  ["uint2", "u8"],
  ["int8", "i8"],
  ["int4", "i8"],
  ["int2", "i8"],
  ["uint16", "u16"],
  ["int16", "i16"],
  ["int32", "i32"],
  ["int64", "i32"],
  ["uint32", "u32"],
  ["uint64", "u32"],
  ["bool", "bool"],
]);

/** What ONNX means by the end of an axis. */
const EXTREMES = new Set([2 ** 63, -(2 ** 63), 2 ** 63 - 1]);

/** @throws what `fail` makes for integers beyond 32 bits, other than the greatest and the least of 64, and for types without numbers of nnc's. */
export function knownArray({ type, shape, values }: Constant, fail: Fail): KnownArray {
  const scalar = SCALARS_BY_NAME.get(type);
  if (scalar === undefined) {
    throw fail({
      kind: "unsupported",
      message: `the elements are of type ${type}`,
      note: `nnc computes with ${[...SCALARS_BY_NAME.keys()].join(", ")}`,
      hint: "export the model in float32, without quantisation",
    });
  }
  if (values instanceof Float32Array && scalar === "f32") return { scalar, shape, data: values };
  const { least, greatest } = SCALARS[scalar];
  const beyond = values.find((value) => (value < least || value > greatest) && !EXTREMES.has(value));
  if (beyond !== undefined) {
    throw fail({
      kind: "unsupported",
      message: `an element is ${beyond}, of type ${type}`,
      note: `nnc computes with integers of 32 bits: ${least} to ${greatest}`,
      hint: "export the model with smaller integers, or with float where they are no positions",
    });
  }
  const data = SCALARS[scalar].newValues(values.length);
  values.forEach((value, position) => (data[position] = Math.min(Math.max(value, least), greatest)));
  return { scalar, shape, data };
}
