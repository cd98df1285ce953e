// The digits of a number of any scalar type, as all languages write them; what stands around them is each one's own.

import { shortestFloat32 } from "../numeric/decimal.ts";
import type { Scalar } from "../program/scalar.ts";

/** Words beyond it are patterns of bits, which no decimal shows. */
const LARGEST_COUNT = 0xffff;

/** The shortest decimal that names the value of its type, hexadecimal digits of a large word. @throws RangeError for NaN and infinities. */
export function digitsOf(value: number, scalar: Scalar): string {
  if (scalar === "f32") return shortestFloat32(value);
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no decimal`);
  if (scalar === "u32" && value > LARGEST_COUNT) return `0x${value.toString(16)}`;
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A floating literal always has a point or an exponent: `1f` is not C, and `1` alone is an integer. */
export function withPoint(digits: string): string {
  return /[.e]/.test(digits) ? digits : `${digits}.0`;
}
