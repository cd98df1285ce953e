// What standards of C write differently: C99, which is C++11 as well, and C89, which has no types of fixed width, no truth values, no functions of
// float and no declarations between statements. How statements are written is spelling.ts's.

import type { KernelName } from "../../program/operator-name.ts";
import type { FloatScalar, Scalar } from "../../program/scalar.ts";
import { functionOfDouble, functionOfFloat, MATH_FUNCTIONS } from "./library.ts";

export interface Dialect {
  readonly types: Readonly<Record<Scalar, string>>;
  /** The least i32, which is no sign before a number. */
  readonly leastInt32: string;
  readonly truth: { readonly no: string; readonly yes: string };
  /** What a function is that compilers had better put in the place of its calls, with a blank behind it, or nothing. */
  readonly inline: string;
  /** The lines that make known what a text without comments names: identifiers are none of the names looked for. */
  readonly preamble: (text: string) => readonly string[];
  readonly squareRoot: (of: string, scalar: FloatScalar) => string;
  /** The upper 32 of the 64 bits of a product of i32. */
  readonly multiplyHigh: (left: string, right: string) => string;
  /** The library's function of this kind; undefined where it has none. */
  readonly library: (kernel: KernelName, operands: readonly string[]) => string | undefined;
  /** Whether the declarations of a block stand before its statements. */
  readonly declaresFirst: boolean;
}

type HeaderOf = readonly [header: string, names: RegExp];

const MATH: HeaderOf = ["<math.h>", new RegExp(`\\b(${MATH_FUNCTIONS.join("|")})\\(`)];
const SIZES: HeaderOf = ["<stddef.h>", /\bsize_t\b/];
const STRINGS: HeaderOf = ["<string.h>", /\b(memcpy|NNC_COPY)\(/];
/** In the order they are included. */
const HEADERS: readonly HeaderOf[] = [
  MATH,
  ["<stdbool.h>", /\b(bool|true|false)\b/],
  SIZES,
  ["<stdint.h>", /\b(u?int(8|16|32|64)_t|U?INT(8|16|32)_M(IN|AX))\b/],
  STRINGS,
];

function includesOf(text: string, headers: readonly HeaderOf[]): readonly string[] {
  return headers.flatMap(([header, names]) => (names.test(text) ? [`#include ${header}`] : []));
}

export const C99: Dialect = {
  types: { f32: "float", f64: "double", i8: "int8_t", u8: "uint8_t", i16: "int16_t", u16: "uint16_t", i32: "int32_t", u32: "uint32_t", bool: "bool" },
  leastInt32: "INT32_MIN",
  truth: { no: "false", yes: "true" },
  inline: "inline ",
  preamble: (text) => includesOf(text, HEADERS),
  squareRoot: (of, scalar) => `${scalar === "f32" ? "sqrtf" : "sqrt"}(${of})`,
  // Of a negative number the standard leaves open what a shift brings in; all compilers bring in copies of the sign.
  multiplyHigh: (left, right) => `(int32_t)(((int64_t)${left} * ${right}) >> 32)`,
  library: functionOfFloat,
  declaresFirst: false,
};

/** Types of 32 bits, in whichever of several files comes first: int has 16 bits on small processors, long has 64 on large ones. */
const WORDS: readonly string[] = [
  "#include <limits.h>",
  "#ifndef NNC_WORDS",
  "#define NNC_WORDS",
  "#if UINT_MAX == 4294967295u",
  "typedef int nnc_int32;",
  "typedef unsigned int nnc_uint32;",
  "#elif ULONG_MAX == 4294967295u",
  "typedef long nnc_int32;",
  "typedef unsigned long nnc_uint32;",
  "#else",
  '#error "an integer type of 32 bits is needed"',
  "#endif",
  "#endif",
];

export const C89: Dialect = {
  // A short of 16 bits and a char of 8 are what all compilers of today have; truth values are 0 and 1, as small as those of C99.
  types: {
    f32: "float", f64: "double", i8: "signed char", u8: "unsigned char", i16: "short", u16: "unsigned short", i32: "nnc_int32", u32: "nnc_uint32",
    bool: "unsigned char",
  },
  leastInt32: "(-2147483647 - 1)",
  truth: { no: "0", yes: "1" },
  inline: "",
  preamble: (text) => [...includesOf(text, [MATH, SIZES, STRINGS]), ...(/\bnnc_u?int32\b/.test(text) ? WORDS : [])],
  // The root of a float as a double, rounded to float, is the root rounded once (Figueroa, as codegen/rounding.ts says).
  squareRoot: (of, scalar) => (scalar === "f32" ? `(float)sqrt((double)${of})` : `sqrt(${of})`),
  multiplyHigh: highWithout64Bits,
  library: functionOfDouble,
  declaresFirst: true,
};

/** By halves of 16 bits (Warren, "Hacker's Delight", chapter 8): no step leaves 32 bits. */
function highWithout64Bits(left: string, right: string): string {
  const [leftHigh, rightHigh] = [`(${left} >> 16)`, `(${right} >> 16)`];
  const [leftLow, rightLow] = [`((nnc_int32)((nnc_uint32)${left} & 65535u))`, `((nnc_int32)((nnc_uint32)${right} & 65535u))`];
  const middle = `(${leftHigh} * ${rightLow} + (nnc_int32)(((nnc_uint32)${leftLow} * (nnc_uint32)${rightLow}) >> 16))`;
  return `${leftHigh} * ${rightHigh} + (${middle} >> 16) + ((${leftLow} * ${rightHigh} + (${middle} & 65535)) >> 16)`;
}
