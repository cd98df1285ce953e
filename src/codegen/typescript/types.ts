// The types and literals of TypeScript: numbers that hold values of their scalar type, truth values as booleans.

import type { Scalar } from "../../program/scalar.ts";
import { digitsOf } from "../digits.ts";

/** Arrays of truth values hold 0 and 1. */
export const ARRAYS: Readonly<Record<Scalar, string>> = {
  f32: "Float32Array",
  f64: "Float64Array",
  i8: "Int8Array",
  u8: "Uint8Array",
  i16: "Int16Array",
  i32: "Int32Array",
  u32: "Uint32Array",
  bool: "Uint8Array",
};

export function variableType(scalar: Scalar): string {
  return scalar === "bool" ? "boolean" : "number";
}

/** What a text without its comments uses of the language's own. */
export function preambleOf(text: string): readonly string[] {
  return /\bfround\(/.test(text) ? ["const { fround } = Math;"] : [];
}

/** A decimal is read as float64: it names a float32 only where it is exact. */
export function literal(value: number, scalar: Scalar): string {
  if (scalar === "bool") return String(value !== 0);
  const digits = digitsOf(value, scalar);
  return Number(digits) === value ? digits : `fround(${digits})`;
}

/** As an element of a typed array, which rounds. */
export function elementLiteral(value: number, scalar: Scalar): string {
  return scalar === "bool" ? String(value) : digitsOf(value, scalar);
}

/** A number brought into its type, as storing it in a typed array does. */
export function wrapped(text: string, scalar: Scalar): string {
  switch (scalar) {
    case "f32":
      return `fround(${text})`;
    case "i8":
      return `(${text} << 24) >> 24`;
    case "u8":
      return `${text} & 255`;
    case "i16":
      return `(${text} << 16) >> 16`;
    case "i32":
      return `${text} | 0`;
    case "u32":
      return `${text} >>> 0`;
    case "f64":
    case "bool":
      return text;
  }
}
