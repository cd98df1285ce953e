// How much a rounding to a float type changes a number at the most.

import { exponentOf } from "../../numeric/power-of-two.ts";
import { SCALARS, type FloatScalar } from "../scalar.ts";

/** Half a unit in the last place of the largest number that is rounded, which is `magnitude`; Infinity where that is too large. */
export function largestRounding(scalar: FloatScalar, magnitude: number): number {
  if (!(magnitude <= SCALARS[scalar].greatest)) return Infinity;
  return scalar === "f64" ? 2 ** (Math.max(-1022, exponentOf(magnitude)) - 53) : halfUnitOfFloat32(magnitude);
}

const cell = new Float64Array(1);
const words = new Int32Array(cell.buffer);
/** Which word has the exponent, in the machine's order. */
const HIGH = new Uint8Array(Uint16Array.of(1).buffer)[0];

/** In the bits, for proofs ask this of every number: the exponent, which is that of float32's least normal number at the least, less 24. */
function halfUnitOfFloat32(magnitude: number): number {
  cell[0] = magnitude;
  words[HIGH] = Math.max(words[HIGH] & 0x7ff00000, (1023 - 126) << 20) - (24 << 20);
  words[1 - HIGH] = 0;
  return cell[0];
}
