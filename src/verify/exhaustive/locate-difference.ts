// Finds the first number of a stretch for which a program and the interpreter give different bits, from hashes alone.

import { float32FromBits } from "../../numeric/float32.ts";
import type { Difference } from "../differences.ts";
import { float32At, type Stretch } from "./places.ts";
import type { Sweep } from "./swept-program.ts";
import { haveSameHashes, type SweepResult } from "./sweep-result.ts";

/** Undefined where the hashes of the stretch are the same: nothing differs then, or all too much. */
export async function locateDifference(computed: Sweep, expected: Sweep, stretch: Stretch): Promise<Difference | undefined> {
  const differ = async (part: Stretch): Promise<boolean> => !haveSameHashes(await computed(part), await expected(part));
  if (!(await differ(stretch))) return undefined;
  let { first, last } = stretch;
  while (first < last) {
    const middle = first + Math.floor((last - first) / 2);
    if (await differ({ first, last: middle })) last = middle;
    else first = middle + 1;
  }
  const only = { first, last: first };
  return { input: [float32At(first)], expected: resultsAt(first, await expected(only)), computed: resultsAt(first, await computed(only)) };
}

/** The results of one number: its hash is a product of their bits with an odd number, which has an inverse. */
function resultsAt(place: number, { hashes }: SweepResult): readonly number[] {
  const inverse = inverseOf(2 * place + 1);
  return hashes.map((hash) => float32FromBits(Math.imul(hash, inverse) >>> 0));
}

/** Of an odd number modulo 2^32: each step doubles the number of bits that are right, of which there are three to begin with. */
function inverseOf(odd: number): number {
  let inverse = odd | 0;
  for (let bits = 3; bits < 32; bits *= 2) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}
