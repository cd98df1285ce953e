// The shortest decimal that names a float32, as text fit for the source of any language. It does not know the suffixes
// and literal rules of those languages, and it does not print float64 values.

import { float32Bits, isFloat32 } from "./float32.ts";
import { shortestDecimal } from "./shortest-decimal.ts";

/** Bytes a decimal has at the most: `-0.0000012345679`. */
export const LONGEST_DECIMAL = 16;

/** From this magnitude on a float32 has ten or more digits before the point, and the exponent form may be shorter. */
const LARGE = 1e9;
/** JavaScript writes a number plainly where its point stands in these places, counted from its first digit. */
const LEAST_PLAIN_POINT = -5;
const GREATEST_PLAIN_POINT = 21;

const ZERO = 0x30;
const POINT = 0x2e;
const MINUS = 0x2d;
const PLUS = 0x2b;
const LETTER_E = 0x65;

const text = new Uint8Array(LONGEST_DECIMAL);
const only = new Float32Array(1);

/**
 * The shortest decimal that reads back as the finite float32 `value`, both when it is rounded straight to float32
 * (a C `float` literal) and when it is rounded to float64 first and then to float32 (JavaScript). It has at most
 * nine significant digits and is written as JavaScript writes numbers, in plain or exponent notation: `0.1`,
 * `16777216`, `1e-7`, `3.4028235e+38`; from 10^9 on the shorter of the two. Zeros give `0` and `-0`.
 *
 * A decimal exactly halfway between two float32 is not used, since readers differ in how they break the tie. Among
 * decimals of equally few digits the nearest to `value` that fits is taken. RangeError if `value` is not
 * finite or not a float32.
 */
export function shortestFloat32(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no decimal`);
  if (!isFloat32(value)) throw new RangeError(`${value} is not a float32`);
  only[0] = value;
  const end = writeFloat32(only, 0, text, 0);
  let written = "";
  for (let i = 0; i < end; i++) written += String.fromCharCode(text[i]);
  return written;
}

/**
 * Writes what `shortestFloat32` gives for values[position] as ASCII to `target` from byte `at` on, and returns the byte after it:
 * for tables of millions of numbers, each of which would be an object of its own as an argument.
 *
 * @param values finite at this position.
 * @param target has room for LONGEST_DECIMAL bytes.
 */
export function writeFloat32(values: Float32Array, position: number, target: Uint8Array, at: number): number {
  const value = values[position];
  if (value === 0) {
    if (float32Bits(value) !== 0) target[at++] = MINUS;
    target[at++] = ZERO;
    return at;
  }
  if (value < 0) target[at++] = MINUS;
  const magnitude = Math.abs(value);
  const { digits, exponent } = shortestDecimal(magnitude);
  const count = countOfDigits(digits);
  const point = count + exponent;
  const isPlain = point >= LEAST_PLAIN_POINT && point <= GREATEST_PLAIN_POINT;
  if (!isPlain || (magnitude >= LARGE && lengthOfExponential(count, point) < point)) {
    return writeExponential(digits, count, point - 1, target, at);
  }
  if (point <= 0) {
    target[at++] = ZERO;
    target[at++] = POINT;
    for (let zeros = point; zeros < 0; zeros++) target[at++] = ZERO;
    return writeDigits(digits, count, count, target, at);
  }
  at = writeDigits(digits, count, point, target, at);
  for (let zeros = count; zeros < point; zeros++) target[at++] = ZERO;
  return at;
}

/** `1e+9`, `1.5e-7`. */
function writeExponential(digits: number, count: number, exponent: number, target: Uint8Array, at: number): number {
  at = writeDigits(digits, count, 1, target, at);
  target[at++] = LETTER_E;
  target[at++] = exponent < 0 ? MINUS : PLUS;
  const size = Math.abs(exponent);
  return writeDigits(size, size < 10 ? 1 : 2, 2, target, at);
}

function lengthOfExponential(count: number, point: number): number {
  return count + (count > 1 ? 1 : 0) + (point > 10 ? 4 : 3);
}

/** The digits of a whole number, with a point after the first `point` ones if there are more. */
function writeDigits(digits: number, count: number, point: number, target: Uint8Array, at: number): number {
  const end = at + count + (point < count ? 1 : 0);
  let rest = digits;
  for (let place = count, to = end; place > 0; place--) {
    const next = (rest / 10) | 0;
    target[--to] = ZERO + rest - 10 * next;
    rest = next;
    if (place - 1 === point) target[--to] = POINT;
  }
  return end;
}

function countOfDigits(digits: number): number {
  let count = 1;
  for (let least = 10; least <= digits; least *= 10) count++;
  return count;
}
