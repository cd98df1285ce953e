// The bits of a function's results at inputs that are always the same, as a digest. Compares nothing.

import { sha256Hex } from "#sha256";
import type { DomainVariable } from "../network/model.ts";
import { callingConvention, type Program } from "../program/program.ts";
import { evaluate } from "../verify/evaluate.ts";
import { joined, sweep, unusualPoints } from "../verify/points.ts";
import { affordableEffort, IN_A_CHECK } from "../verify/seek/effort.ts";
import type { FixedBits } from "./baseline.ts";

/** Spread over the domain, and as many of any bits. */
const MOST_INPUTS = 4096;

/**
 * By the interpreter. NaN is NaN, whatever its bits.
 *
 * @param domain empty where nobody knows it.
 * @param multiplyAdds of a call: where it costs many, there are fewer inputs.
 */
export function fixedBits(program: Program, domain: readonly DomainVariable[], multiplyAdds: number): FixedBits {
  const width = callingConvention(program).inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const most = Math.min(MOST_INPUTS, affordableEffort(IN_A_CHECK, multiplyAdds).spread);
  const unusual = unusualPoints(width, most);
  const spread = domain.length === width && width > 0 ? sweep(domain, most) : { count: 0, values: new Float32Array() };
  const count = unusual.count + spread.count;
  const results = evaluate(program, { width, count, values: joined([unusual.values, spread.values]) });
  return { inputs: count, sha256: sha256Hex(littleEndian(results)) };
}

function littleEndian(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  values.forEach((value, place) => {
    if (Number.isNaN(value)) view.setUint32(4 * place, 0x7fc00000, true);
    else view.setFloat32(4 * place, value, true);
  });
  return bytes;
}
