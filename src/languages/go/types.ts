// The types and literals of Go, and the packages a source names.

import { isFloat, type Scalar } from "../../program/scalar.ts";
import { digitsOf } from "../../codegen/digits.ts";
import type { SpelledAtom } from "../../codegen/spelled-value.ts";

export const TYPES: Readonly<Record<Scalar, string>> = {
  f32: "float32",
  f64: "float64",
  i8: "int8",
  u8: "uint8",
  i16: "int16",
  u16: "uint16",
  i32: "int32",
  u32: "uint32",
  bool: "bool",
};

/** The import lines of a text without its comments: nothing else is called math where the package is used. */
export function importsOf(text: string): readonly string[] {
  return /\bmath\./.test(text) ? ['import "math"'] : [];
}

/** A constant without a type takes that of what it stands beside. */
export function literal(value: number, scalar: Scalar): string {
  return scalar === "bool" ? String(value !== 0) : digitsOf(value, scalar);
}

/** A literal that stands alone would make a variable of type int or float64. */
export function typed({ text, isLiteral, scalar }: SpelledAtom): string {
  return isLiteral && scalar !== "bool" ? `${TYPES[scalar]}(${text})` : text;
}

/** What Go's mathematics, all of float64, is given. */
export function asFloat64(text: string, scalar: Scalar): string {
  return isFloat(scalar) && scalar !== "f64" ? `float64(${text})` : text;
}
