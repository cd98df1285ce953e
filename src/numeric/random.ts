// A seeded generator of pseudo-random numbers that gives the same numbers on every machine and whose state can be
// saved and restored. It is not fit for cryptography and never looks at the clock.

import { cos, log } from "./elementary/index.ts";

/** The four 32-bit words of the generator, each an integer in [0, 2^32), not all zero. */
export type RandomState = readonly [number, number, number, number];

const TWO_TO_MINUS_24 = 1 / 16777216;
const TWO_TO_MINUS_32 = 1 / 4294967296;
/** The float64 next to 2π. */
const TWO_PI = 6.283185307179586;

function isUint32(value: number): boolean {
  return value >>> 0 === value;
}

/**
 * The n-th word of the state for a seed: the finaliser of MurmurHash3 (A. Appleby), which maps the 32-bit words
 * one-to-one, applied to the multiples of the golden-ratio increment that follow the seed. The four arguments
 * differ, so at most one word is zero.
 */
function seedWord(seed: number, n: number): number {
  let word = (seed + Math.imul(n + 1, 0x9e3779b9)) >>> 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

function stateFrom(seed: number | RandomState): RandomState {
  if (typeof seed === "number") {
    if (!isUint32(seed)) throw new RangeError(`the seed ${seed} is not an integer from 0 to 4294967295`);
    return [seedWord(seed, 0), seedWord(seed, 1), seedWord(seed, 2), seedWord(seed, 3)];
  }
  if (!seed.every(isUint32) || seed.every((word) => word === 0)) {
    throw new RangeError("the state is not four integers from 0 to 4294967295, one of them not zero");
  }
  return seed;
}

function rotateLeft(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}

/**
 * xoshiro128** 1.1 (D. Blackman, S. Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47(4), 2021):
 * period 2^128 − 1. All arithmetic is on 32-bit integers or exact in float64 unless a method says otherwise.
 */
export class RandomGenerator {
  #s0: number;
  #s1: number;
  #s2: number;
  #s3: number;

  /** From a seed in 0 … 2^32 − 1 or from a state taken earlier; RangeError for anything else. */
  constructor(seed: number | RandomState) {
    [this.#s0, this.#s1, this.#s2, this.#s3] = stateFrom(seed);
  }

  /** The state from which a new generator continues exactly where this one stands. */
  get state(): RandomState {
    return [this.#s0 >>> 0, this.#s1 >>> 0, this.#s2 >>> 0, this.#s3 >>> 0];
  }

  /** Goes on exactly where a generator with this state stood; RangeError as for a state given at the start. */
  set state(state: RandomState) {
    [this.#s0, this.#s1, this.#s2, this.#s3] = stateFrom(state);
  }

  /** The next integer, uniform in [0, 2^32). */
  nextUint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.#s1, 5), 7), 9) >>> 0;
    const shifted = this.#s1 << 9;
    this.#s2 ^= this.#s0;
    this.#s3 ^= this.#s1;
    this.#s1 ^= this.#s2;
    this.#s0 ^= this.#s3;
    this.#s2 ^= shifted;
    this.#s3 = rotateLeft(this.#s3, 11);
    return result;
  }

  /**
   * Uniform in [0, 1): a multiple of 2^-24 from the upper 24 bits of one integer. Such a number is a float32 as it
   * stands, so rounding the result to float32 changes nothing and never gives 1.
   */
  uniform(): number {
    return (this.nextUint32() >>> 8) * TWO_TO_MINUS_24;
  }

  /** Fills an array with what `uniform` would give, one after the other. */
  fillUniform(values: Float32Array): void {
    // The state in variables of the loop: nextUint32 for each element takes twice the time.
    let s0 = this.#s0, s1 = this.#s1, s2 = this.#s2, s3 = this.#s3;
    for (let i = 0; i < values.length; i++) {
      values[i] = (Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 8) / 16777216;
      const shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = rotateLeft(s3, 11);
    }
    this.#s0 = s0;
    this.#s1 = s1;
    this.#s2 = s2;
    this.#s3 = s3;
  }

  /**
   * Uniform from `low` to `high`: low + (high − low)·uniform(), each operation rounded to float64. `high` itself
   * comes out only if rounding leads there, which takes an interval of few float64 values. RangeError unless the
   * limits and their difference are finite and low ≤ high.
   */
  uniformIn(low: number, high: number): number {
    if (!(low <= high) || !Number.isFinite(high - low)) {
      throw new RangeError(`there is no uniform distribution from ${low} to ${high}`);
    }
    return low + (high - low) * this.uniform();
  }

  /**
   * From the normal distribution with mean 0 and variance 1: √(−2 ln u)·cos(2πv) for two integers, u in (0, 1] and v
   * in [0, 1) multiples of 2^-32 (G. Box, M. Muller, "A Note on the Generation of Random Normal Deviates", 1958). It
   * lies within ±6.67. The second value of the pair is not kept, so that the four words remain the whole state.
   */
  normal(): number {
    const u = (this.nextUint32() + 1) * TWO_TO_MINUS_32;
    const v = this.nextUint32() * TWO_TO_MINUS_32;
    return Math.sqrt(-2 * log(u)) * cos(TWO_PI * v);
  }
}
