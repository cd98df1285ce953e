// Which mutants are tried: drawn by a seed, folder by folder, so that each has its share, and in it each kind of mistake, however often its
// places are there. Makes no mutants.

import { RandomGenerator } from "../../src/numeric/random.ts";
import type { Mutant } from "./mutant.ts";

/** All of them one after the other, none twice. @param folders the mutants of each folder. */
export function* drawn(folders: readonly (readonly Mutant[])[], seed: number): Generator<Mutant> {
  const random = new RandomGenerator(seed);
  const left = folders.map(byKind);
  while (left.some((kinds) => kinds.length > 0)) {
    for (const kinds of left) {
      if (kinds.length === 0) continue;
      const kind = random.nextUint32() % kinds.length;
      const [mutant] = kinds[kind].splice(random.nextUint32() % kinds[kind].length, 1);
      if (kinds[kind].length === 0) kinds.splice(kind, 1);
      yield mutant;
    }
  }
}

function byKind(mutants: readonly Mutant[]): Mutant[][] {
  const kinds = new Set(mutants.map(({ kind }) => kind));
  return [...kinds].sort().map((kind) => mutants.filter((mutant) => mutant.kind === kind));
}
