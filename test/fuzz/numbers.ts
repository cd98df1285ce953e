// Random float32 of all sizes: parameters, and the arguments that networks are called with.

import type { RandomGenerator } from "../../src/numeric/random.ts";
import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";

type Draw = (random: RandomGenerator) => () => number;

/** 10^exponent, about, of either sign. */
function ofSize(random: RandomGenerator, exponent: number): number {
  return (random.nextUint32() % 2 === 0 ? 1 : -1) * random.uniformIn(0.5, 1.5) * 10 ** exponent;
}

const SIZES = { low: -38, high: 30 };

/** Zeros of both signs, subnormal numbers, powers of two, and the least and the greatest of parameters. */
const EDGES = [0, -0, 2 ** -149, -(2 ** -149), 2 ** -130, 1.1754943508222875e-38, 1e-38, 1, -1, 0.5, 2, 2 ** 24, 2 ** -24, 1e30, -1e30];

/** From simple to strange; all finite. */
export const NUMBER_STYLES: readonly Draw[] = [
  (random) => () => (random.nextUint32() % 7) - 3,
  (random) => () => random.uniformIn(-1, 1),
  // All of about one size, so that sums of them are as large.
  (random) => {
    const exponent = random.uniformIn(SIZES.low, SIZES.high);
    return () => ofSize(random, exponent);
  },
  (random) => () => (random.nextUint32() % 4 === 0 ? ofSize(random, random.uniformIn(SIZES.low, SIZES.high)) : random.uniformIn(-1, 1)),
  (random) => () => EDGES[random.nextUint32() % EDGES.length],
];

/** Arguments: the same, and what else there is, infinities and NaN. */
export const ARGUMENT_STYLES: readonly Draw[] = [
  NUMBER_STYLES[1],
  NUMBER_STYLES[0],
  NUMBER_STYLES[2],
  NUMBER_STYLES[3],
  NUMBER_STYLES[4],
  (random) => () => (random.nextUint32() % 3 === 0 ? SPECIAL_FLOAT32[random.nextUint32() % SPECIAL_FLOAT32.length] : random.uniformIn(-4, 4)),
  (random) => () => SPECIAL_FLOAT32[random.nextUint32() % SPECIAL_FLOAT32.length],
];

export function parameterNumbers(count: number, style: number, random: RandomGenerator): Float32Array {
  return filled(count, NUMBER_STYLES[style](random));
}

/** Of so many calls, one after the other; each call has a style of its own, the same for all its arguments. */
export function argumentNumbers(calls: number, size: number, random: RandomGenerator): Float32Array {
  const numbers = new Float32Array(calls * size);
  for (let call = 0; call < calls; call++) numbers.set(filled(size, ARGUMENT_STYLES[call % ARGUMENT_STYLES.length](random)), call * size);
  return numbers;
}

function filled(count: number, draw: () => number): Float32Array {
  return Float32Array.from({ length: count }, draw);
}
