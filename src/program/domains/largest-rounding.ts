// How much a rounding to a float type changes a number at the most.

import { exponentOf } from "../../numeric/power-of-two.ts";
import { SCALARS, type FloatScalar } from "../scalar.ts";

/** Half a unit in the last place of the largest number that is rounded, which is `magnitude`; Infinity where that is too large. */
export function largestRounding(scalar: FloatScalar, magnitude: number): number {
  if (!(magnitude <= SCALARS[scalar].greatest)) return Infinity;
  return scalar === "f64" ? powerOfTwo(Math.max(-1022, exponentOf(magnitude)) - 53) : powerOfTwo(Math.max(-126, exponentOf(magnitude)) - 24);
}

const word = new DataView(new ArrayBuffer(8));

/** 2^exponent, of −1074 at the least. */
function powerOfTwo(exponent: number): number {
  if (exponent < -1022) return 2 ** exponent;
  word.setUint32(0, (exponent + 1023) << 20);
  word.setUint32(4, 0);
  return word.getFloat64(0);
}
