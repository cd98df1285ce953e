// The values of floating-point numbers of 16 bits, each of which is a float32 too, and the float16 next to a number.

import { exponentOf } from "./power-of-two.ts";

/** The value of an IEEE 754 binary16 pattern: a sign bit, five of the exponent, ten of the significand. */
export function float16Value(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const significand = bits & 0x3ff;
  if (exponent === 0x1f) return significand === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * significand * 2 ** -24;
  return sign * (1 + significand / 1024) * 2 ** (exponent - 15);
}

/**
 * The binary16 pattern next to a number, ties to even, among 0 and the normal ones: between 0 and 2^-14 the nearer of these two. Of 0 it is +0.
 *
 * @throws RangeError from 65520 on, where the nearest is infinite, and for NaN.
 */
export function normalFloat16Bits(value: number): number {
  const magnitude = Math.abs(value);
  if (!(magnitude < 65520)) throw new RangeError(`${value} is no finite float16`);
  if (magnitude <= 2 ** -15) return 0;
  const exponent = Math.max(exponentOf(magnitude), -14);
  const significand = Math.max(nearestEven(magnitude * 2 ** (10 - exponent)), 1024);
  const sign = value < 0 ? 0x8000 : 0;
  // A significand of 2048 is the next exponent's 1024.
  return sign + ((exponent + 15) << 10) + (significand - 1024);
}

function nearestEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

/** The value of a bfloat16 pattern: the upper half of a float32. */
export function bfloat16Value(bits: number): number {
  view.setUint32(0, bits << 16);
  return view.getFloat32(0);
}

const view = new DataView(new ArrayBuffer(4));
