// The corpus of hostile inputs: for each reader those that were made by hand, then invented and mutated ones by a seed. The same for the same
// seed.

import { RandomGenerator } from "../../../src/numeric/random.ts";
import type { HostileReader, MadeInput } from "./hostile-reader.ts";
import { mutated } from "./mutate.ts";

/** Of each reader, beside those that were made. */
const DRAWN = 80;

/** The inputs of a reader. */
export function inputsOf(reader: HostileReader, seed: number, drawn = DRAWN): readonly MadeInput[] {
  return [...reader.made, ...Array.from({ length: drawn }, (_, number) => drawnInput(reader, seed, number))];
}

/** The input of a number: an invented one where there are such and the number is odd. */
export function drawnInput(reader: HostileReader, seed: number, number: number): MadeInput {
  const bytes = (): Uint8Array => {
    const random = new RandomGenerator((seed * 1_000_003 + number) >>> 0);
    return reader.invented !== undefined && number % 2 === 1 ? reader.invented(random) : mutated(reader.seeds, reader.tokens, random);
  };
  return { name: `number ${number} of the seed ${seed}`, bytes };
}
