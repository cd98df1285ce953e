// The types and literals of TypeScript: numbers that hold values of their scalar type, truth values as booleans.

import type { Parameter } from "../../codegen/language.ts";
import type { Scalar } from "../../program/scalar.ts";
import { digitsOf } from "../../codegen/digits.ts";

/** Arrays of truth values hold 0 and 1. */
export const ARRAYS: Readonly<Record<Scalar, string>> = {
  f32: "Float32Array",
  f64: "Float64Array",
  i8: "Int8Array",
  u8: "Uint8Array",
  i16: "Int16Array",
  u16: "Uint16Array",
  i32: "Int32Array",
  u32: "Uint32Array",
  bool: "Uint8Array",
};

/** Of what users pass. Elements that are read are rounded, those that are stored are of their type already: any array holds them. */
export function passedType(parameter: Parameter): string {
  const { role, scalar, size, isPassedOn } = parameter;
  if (size === undefined) return variableType(scalar);
  if (isPassedOn || (scalar !== "f32" && scalar !== "f64")) return ARRAYS[scalar];
  return anyArray(role, scalar);
}

/** Of floats, to read them or to fill it with them. */
export function anyArray(role: Parameter["role"], scalar: "f32" | "f64"): string {
  return role === "input" ? "ArrayLike<number>" : `${ARRAYS[scalar]} | number[]`;
}

export function variableType(scalar: Scalar): string {
  return scalar === "bool" ? "boolean" : "number";
}

/** What a text without its comments uses of the language's own; njs, which nginx runs, knows no destructuring. */
export function preambleOf(text: string): readonly string[] {
  return /\bfround\(/.test(text) ? ["const fround = Math.fround;"] : [];
}

/** Of float32 the shortest decimal, which names another number where it is not rounded. */
export function literal(value: number, scalar: Scalar): string {
  return scalar === "bool" ? String(value !== 0) : digitsOf(value, scalar);
}

/** As an element of a typed array, which rounds. */
export function elementLiteral(value: number, scalar: Scalar): string {
  return scalar === "bool" ? String(value) : digitsOf(value, scalar);
}

/** To the nearest float32. */
export function round(text: string): string {
  return `fround(${text})`;
}

/** An integer brought into its type, as storing it in a typed array does. */
export function wrapped(text: string, scalar: Scalar): string {
  switch (scalar) {
    case "i8":
      return `(${text} << 24) >> 24`;
    case "u8":
      return `${text} & 255`;
    case "i16":
      return `(${text} << 16) >> 16`;
    case "u16":
      return `${text} & 65535`;
    case "i32":
      return `${text} | 0`;
    case "u32":
      return `${text} >>> 0`;
    case "f32":
    case "f64":
    case "bool":
      return text;
  }
}
