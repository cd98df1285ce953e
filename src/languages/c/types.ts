// The types and literals of C, and the headers that declare what a source names.

import type { Scalar } from "../../program/scalar.ts";
import { MATH_FUNCTIONS } from "./library.ts";
import { digitsOf, withPoint } from "../../codegen/digits.ts";

export const TYPES: Readonly<Record<Scalar, string>> = {
  f32: "float",
  f64: "double",
  i8: "int8_t",
  u8: "uint8_t",
  i16: "int16_t",
  u16: "uint16_t",
  i32: "int32_t",
  u32: "uint32_t",
  bool: "bool",
};

/** In the order they are included. */
const HEADERS: readonly (readonly [string, RegExp])[] = [
  ["<math.h>", new RegExp(`\\b(${MATH_FUNCTIONS.join("|")})\\(`)],
  ["<stdbool.h>", /\b(bool|true|false)\b/],
  ["<stddef.h>", /\bsize_t\b/],
  ["<stdint.h>", /\b(u?int(8|16|32)_t|U?INT(8|16|32)_M(IN|AX))\b/],
  ["<string.h>", /\b(memcpy|NNC_COPY)\(/],
];

/** The include lines of a text without its comments: identifiers are none of the names looked for. */
export function includesOf(text: string): readonly string[] {
  return HEADERS.flatMap(([header, names]) => (names.test(text) ? [`#include ${header}`] : []));
}

/** `1f` is not C: a float literal always has a point or an exponent. −2147483648 would be a sign before a number that is no int. */
export function literal(value: number, scalar: Scalar): string {
  const digits = digitsOf(value, scalar);
  switch (scalar) {
    case "f32":
      return `${withPoint(digits)}f`;
    case "f64":
      return withPoint(digits);
    case "i32":
      return value === -2147483648 ? "INT32_MIN" : digits;
    case "u32":
      return `${digits}u`;
    case "bool":
      return value === 0 ? "false" : "true";
    case "i8":
    case "u8":
    case "i16":
    case "u16":
      return digits;
  }
}
