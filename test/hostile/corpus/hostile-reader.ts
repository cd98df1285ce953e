// What a reader is to the corpus of hostile inputs: what it reads, and from what inputs for it are made. The readers are in readers/.

import type { RandomGenerator } from "../../../src/numeric/random.ts";

export interface MadeInput {
  /** What is wrong with it, in words. */
  readonly name: string;
  /** Made when it is looked at. */
  readonly bytes: () => Uint8Array;
  /** Whether it, or what it expands to, takes a noticeable time. */
  readonly isLarge?: true;
}

export interface HostileReader {
  readonly name: string;
  /** Inputs that are in order, where mutations begin. */
  readonly seeds: readonly Uint8Array[];
  /** Texts that mutations put in, beside those of every reader. */
  readonly tokens: readonly string[];
  /** Inputs that were made to be slow, to use up memory or to get something through. */
  readonly made: readonly MadeInput[];
  /** A well-formed input with something strange in it; absent where mutations of bytes come as far. */
  readonly invented?: (random: RandomGenerator) => Uint8Array;
  /**
   * Reads an input as nnc does, and does with it what a user would. The bytes may be taken over.
   *
   * @returns the texts of the files that came of it by their names, none where nothing is written.
   * @throws DiagnosticError where it is refused, and must not throw anything else.
   */
  readonly read: (bytes: Uint8Array) => Promise<ReadonlyMap<string, string>>;
}

export const NO_FILES: ReadonlyMap<string, string> = new Map();

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** One of several. */
export function oneOf<Value>(values: readonly Value[], random: RandomGenerator): Value {
  return values[random.nextUint32() % values.length];
}
