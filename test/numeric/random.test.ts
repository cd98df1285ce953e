// The generator against an independent BigInt version written from its definition, and its distributions.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RandomGenerator, type RandomState } from "../../src/numeric/random.ts";

const WORD = 0xffffffffn;
const anySeed = fc.integer({ min: 0, max: 0xffffffff });

function finalise(input: bigint): bigint {
  let word = input & WORD;
  word = ((word ^ (word >> 16n)) * 0x85ebca6bn) & WORD;
  word = ((word ^ (word >> 13n)) * 0xc2b2ae35n) & WORD;
  return word ^ (word >> 16n);
}

function rotate(word: bigint, count: bigint): bigint {
  return ((word << count) | (word >> (32n - count))) & WORD;
}

/** xoshiro128** as a recurrence on the vector (s0, s1, s2, s3) of 32-bit words. */
function* referenceIntegers(seed: number): Generator<number, never> {
  let [a, b, c, d] = [1n, 2n, 3n, 4n].map((n) => finalise(BigInt(seed) + n * 0x9e3779b9n));
  for (;;) {
    yield Number((rotate((b * 5n) & WORD, 7n) * 9n) & WORD);
    const [c1, d1] = [c ^ a, d ^ b];
    [a, b, c, d] = [a ^ d1, b ^ c1, c1 ^ ((b << 9n) & WORD), rotate(d1, 11n)];
  }
}

function take(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

describe("integers", () => {
  test("are those of the definition for any seed", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const random = new RandomGenerator(seed);
        const reference = referenceIntegers(seed);
        expect(take(40, () => random.nextUint32())).toEqual(take(40, () => reference.next().value));
      }),
    );
  });

  test("from the state 1, 2, 3, 4 begin as worked out by hand", () => {
    // rotl(2·5, 7)·9 = 1280·9. Then s2 = 3^1^(2<<9), s3 = rotl(4^2, 11), s1 = 2^(3^1), s0 = 1^(4^2).
    const random = new RandomGenerator([1, 2, 3, 4]);
    expect(random.nextUint32()).toBe(1280 * 9);
    expect(random.state).toEqual([7, 0, 1026, 12288]);
    expect(random.nextUint32()).toBe(0);
    expect(random.state).toEqual([12295, 1029, 1029, 25165824]);
    expect(random.nextUint32()).toBe(1029 * 5 * 128 * 9);
  });

  test("continue from a saved state", () => {
    fc.assert(
      fc.property(anySeed, fc.nat({ max: 50 }), (seed, skipped) => {
        const random = new RandomGenerator(seed);
        take(skipped, () => random.nextUint32());
        const copy = new RandomGenerator(random.state);
        expect(take(10, () => copy.nextUint32())).toEqual(take(10, () => random.nextUint32()));
        expect(copy.state).toEqual(random.state);
        random.nextUint32();
        random.state = copy.state;
        expect(random.nextUint32()).toBe(copy.nextUint32());
      }),
    );
  });
});

describe("seeds and states", () => {
  test.each([-1, 4294967296, 0.5, NaN, Infinity])("refuse the seed %s", (seed) => {
    expect(() => new RandomGenerator(seed)).toThrow(RangeError);
  });

  const states: readonly RandomState[] = [
    [0, 0, 0, 0],
    [1, 2, 3, -1],
    [1, 2, 3, 4294967296],
    [1, 2, 3.5, 4],
    [NaN, 2, 3, 4],
  ];
  test.each(states)("refuse the state %s %s %s %s", (...state) => {
    expect(() => new RandomGenerator(state)).toThrow(RangeError);
  });
});

describe("normal", () => {
  test("is Box and Muller's transform of two integers", () => {
    const random = new RandomGenerator(11);
    const reference = referenceIntegers(11);
    for (let i = 0; i < 1000; i += 1) {
      const u = (reference.next().value + 1) / 2 ** 32;
      const v = reference.next().value / 2 ** 32;
      expect(random.normal()).toBeCloseTo(Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v), 13);
    }
  });

  test("stays finite at the ends of the integers", () => {
    // The state (a, 0, c, d) gives the integer 0 first: the smallest u.
    const value = new RandomGenerator([1, 0, 2, 3]).normal();
    expect(Math.abs(value)).toBeLessThanOrEqual(Math.sqrt(64 * Math.LN2));
    expect(Number.isFinite(value)).toBe(true);
  });

  test("has the share of the normal distribution in each bin, and its moments", () => {
    const random = new RandomGenerator(5);
    const values = take(200_000, () => random.normal());
    // P(Z < −2), P(−2 ≤ Z < −1), P(−1 ≤ Z < 0) and their mirror images, from the tables of the normal distribution.
    const shares = [0.02275013, 0.13590512, 0.34134475, 0.34134475, 0.13590512, 0.02275013];
    const counts = new Array<number>(6).fill(0);
    for (const value of values) counts[Math.max(0, Math.min(5, Math.floor(value) + 3))] += 1;
    const chiSquare = counts.reduce((sum, count, i) => sum + (count - 2e5 * shares[i]) ** 2 / (2e5 * shares[i]), 0);
    expect(chiSquare).toBeLessThan(20.5); // 5 degrees of freedom, 99.9 %
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(2e5));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 2e5));
  });
});

describe("uniform", () => {
  test("is the upper 24 bits of each integer over 2^24", () => {
    const random = new RandomGenerator(7);
    const reference = referenceIntegers(7);
    for (let i = 0; i < 1000; i += 1) {
      const value = random.uniform();
      expect(value).toBe(Math.floor(reference.next().value / 256) / 2 ** 24);
      expect(Math.fround(value)).toBe(value);
    }
  });

  test("fills sixteen bins evenly", () => {
    const random = new RandomGenerator(1);
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < 160_000; i += 1) counts[Math.floor(random.uniform() * 16)] += 1;
    // Chi-square with 15 degrees of freedom is below 37.7 in 99.9 % of cases.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(37.7);
  });

  test("stays within its limits", () => {
    const anyLow = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    const anyWidth = fc.double({ noNaN: true, min: 0, max: 1e6 });
    fc.assert(
      fc.property(anySeed, anyLow, anyWidth, (seed, low, width) => {
        const value = new RandomGenerator(seed).uniformIn(low, low + width);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(low + width);
      }),
    );
    const random = new RandomGenerator(3);
    expect(random.uniformIn(2, 2)).toBe(2);
    for (const [low, high] of [[1, 0], [NaN, 1], [0, Infinity], [-1.7e308, 1.7e308]]) {
      expect(() => random.uniformIn(low, high)).toThrow(RangeError);
    }
  });
});

test("an array is filled with the numbers that come one by one", () => {
  const [one, other] = [new RandomGenerator(5), new RandomGenerator(5)];
  const values = new Float32Array(1000);
  for (const part of [values.subarray(0, 1), values.subarray(1, 1), values.subarray(1, 300), values.subarray(300)]) one.fillUniform(part);
  expect([...values]).toEqual(Array.from({ length: 1000 }, () => other.uniform()));
  expect(one.state).toEqual(other.state);
});
