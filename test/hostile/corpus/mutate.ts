// Mutates inputs, the same way for the same generator. Knows no format.

import type { RandomGenerator } from "../../../src/numeric/random.ts";
import { oneOf, utf8 } from "./hostile-reader.ts";
import { SMUGGLING } from "./smuggled.ts";

type Mutation = (bytes: Uint8Array, random: RandomGenerator, tokens: readonly Uint8Array[]) => Uint8Array;

const MOST_MUTATIONS = 4;
/** Copies of a part, so that counts and nesting grow. */
const MOST_COPIES = 64;
const STRANGE_BYTES = [0x00, 0x01, 0x0a, 0x22, 0x7f, 0x80, 0xff];
const STRANGE_WORDS = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0x00010000];
const STRANGE_NUMBERS = ["0", "-1", "-0", "1e999", "1e-999", "NaN", "Infinity", "4294967296", "9007199254740993", "99999999999999999999", "0x10", "1_000", "0.1"];

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => changed(bytes, random, (copy, at) => (copy[at] ^= 1 << (random.nextUint32() % 8))),
  (bytes, random) => changed(bytes, random, (copy, at) => (copy[at] = oneOf(STRANGE_BYTES, random))),
  (bytes, random) => changed(bytes, random, (copy, at) => (copy[at] = random.nextUint32())),
  (bytes, random) => changed(bytes, random, (copy, at) => at + 4 <= copy.length && new DataView(copy.buffer).setUint32(at, oneOf(STRANGE_WORDS, random), true)),
  (bytes, random) => bytes.slice(0, place(bytes, random)),
  (bytes, random) => {
    const [from, end] = part(bytes, random);
    return joined(bytes.subarray(0, from), bytes.subarray(end));
  },
  (bytes, random) => {
    const [from, end] = part(bytes, random);
    const copies = 1 + (random.nextUint32() % MOST_COPIES);
    return joined(bytes.subarray(0, end), ...new Array<Uint8Array>(copies).fill(bytes.subarray(from, end)), bytes.subarray(end));
  },
  (bytes, random) => {
    const [from, end] = part(bytes, random);
    const at = place(bytes, random);
    return joined(bytes.subarray(0, at), bytes.subarray(from, end), bytes.subarray(at));
  },
  (bytes, random, tokens) => {
    const at = place(bytes, random);
    return joined(bytes.subarray(0, at), oneOf(tokens, random), bytes.subarray(at));
  },
  (bytes, random) => {
    const numbers = [...Buffer.from(bytes).toString("latin1").matchAll(/\d+/g)];
    if (numbers.length === 0) return bytes;
    const { index, 0: digits } = oneOf(numbers, random);
    return joined(bytes.subarray(0, index), utf8(oneOf(STRANGE_NUMBERS, random)), bytes.subarray(index + digits.length));
  },
];

/** One of the inputs with one to four mutations. */
export function mutated(seeds: readonly Uint8Array[], words: readonly string[], random: RandomGenerator): Uint8Array {
  const tokens = [...words, ...SMUGGLING].map(utf8);
  let bytes = oneOf(seeds, random);
  const count = 1 + (random.nextUint32() % MOST_MUTATIONS);
  for (let i = 0; i < count; i++) bytes = oneOf(MUTATIONS, random)(bytes, random, tokens);
  return bytes;
}

function place(bytes: Uint8Array, random: RandomGenerator): number {
  return random.nextUint32() % (bytes.length + 1);
}

/** Mostly a small part, now and then a large one. */
function part(bytes: Uint8Array, random: RandomGenerator): readonly [number, number] {
  const from = place(bytes, random);
  const longest = random.nextUint32() % 4 === 0 ? bytes.length : 16;
  return [from, Math.min(bytes.length, from + (random.nextUint32() % (longest + 1)))];
}

function changed(bytes: Uint8Array, random: RandomGenerator, change: (copy: Uint8Array, at: number) => unknown): Uint8Array {
  const copy = Uint8Array.from(bytes);
  if (copy.length > 0) change(copy, random.nextUint32() % copy.length);
  return copy;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
