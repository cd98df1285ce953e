// Shuffles positions with the seeded generator. Knows nothing of what they are positions of.

import type { RandomGenerator } from "../../numeric/random.ts";

const TWO_TO_32 = 4_294_967_296;

/** 0 … count − 1 in file order. */
export function positions(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, position) => position);
}

/** Shuffles in place, all orders equally likely (R. Durstenfeld, "Algorithm 235: Random permutation", 1964). */
export function shuffle(values: Uint32Array, generator: RandomGenerator): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = uniformBelow(last + 1, generator);
    [values[last], values[other]] = [values[other], values[last]];
  }
}

/** Uniform in 0 … limit − 1: numbers of the incomplete last round are drawn again. */
function uniformBelow(limit: number, generator: RandomGenerator): number {
  const rounds = TWO_TO_32 - (TWO_TO_32 % limit);
  let drawn = generator.nextUint32();
  while (drawn >= rounds) drawn = generator.nextUint32();
  return drawn % limit;
}
