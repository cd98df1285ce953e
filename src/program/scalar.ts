// The scalar types of a Program: what one element of a buffer, one variable and one expression can be.
// Facts and arrays of them only; conversions between them are in convert.ts.

import { LARGEST_FLOAT32 } from "../numeric/float32.ts";

/** IEEE 754 binary32 and binary64; two's complement and unsigned integers; 0 or 1. */
export type Scalar = "f32" | "f64" | "i8" | "u8" | "i16" | "u16" | "i32" | "u32" | "bool";

export type FloatScalar = "f32" | "f64";

/** Elements of one scalar type. A store rounds a float once, to nearest with ties to even, and keeps an integer's low bits. */
export type Values = Float32Array | Float64Array | Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

interface Facts {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly kind: "float" | "integer" | "bool";
  /** Of floats the finite ones. */
  readonly least: number;
  readonly greatest: number;
  newValues(length: number): Values;
}

export const SCALARS: Readonly<Record<Scalar, Facts>> = {
  f32: { bytes: 4, kind: "float", least: -LARGEST_FLOAT32, greatest: LARGEST_FLOAT32, newValues: (length) => new Float32Array(length) },
  f64: { bytes: 8, kind: "float", least: -Number.MAX_VALUE, greatest: Number.MAX_VALUE, newValues: (length) => new Float64Array(length) },
  i8: { bytes: 1, kind: "integer", least: -128, greatest: 127, newValues: (length) => new Int8Array(length) },
  u8: { bytes: 1, kind: "integer", least: 0, greatest: 255, newValues: (length) => new Uint8Array(length) },
  i16: { bytes: 2, kind: "integer", least: -32768, greatest: 32767, newValues: (length) => new Int16Array(length) },
  u16: { bytes: 2, kind: "integer", least: 0, greatest: 65535, newValues: (length) => new Uint16Array(length) },
  i32: { bytes: 4, kind: "integer", least: -2147483648, greatest: 2147483647, newValues: (length) => new Int32Array(length) },
  u32: { bytes: 4, kind: "integer", least: 0, greatest: 4294967295, newValues: (length) => new Uint32Array(length) },
  bool: { bytes: 1, kind: "bool", least: 0, greatest: 1, newValues: (length) => new Uint8Array(length) },
};

/** As people call the type: `float32`. */
export function nameOfScalar(scalar: Scalar): string {
  return scalar === "bool" ? scalar : scalar.replace(/^f/, "float").replace(/^i/, "int").replace(/^u/, "uint");
}

export function isFloat(scalar: Scalar): scalar is FloatScalar {
  return SCALARS[scalar].kind === "float";
}

export function isInteger(scalar: Scalar): boolean {
  return SCALARS[scalar].kind === "integer";
}

/** Integers that Programs compute with; the narrower ones are for storage and are converted first. */
export function isWord(scalar: Scalar): scalar is "i32" | "u32" {
  return scalar === "i32" || scalar === "u32";
}

/** Whether a number is a value of the type, −0, NaN and infinities among the floats' included. */
export function holds(scalar: Scalar, value: number): boolean {
  const { kind, least, greatest } = SCALARS[scalar];
  if (scalar === "f64") return true;
  if (kind === "float") return Object.is(Math.fround(value), value);
  return Number.isInteger(value) && !Object.is(value, -0) && value >= least && value <= greatest;
}
