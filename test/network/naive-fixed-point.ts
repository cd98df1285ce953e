// What quantised models of TensorFlow Lite are made of, by exact integers: zero points, halves away from 0, and gemmlowp's division. Shares nothing with the ops.

import { numberOf } from "../../src/network/attributes.ts";
import { scaledTwice } from "./naive-integers.ts";
import { element, tensor, type NaiveOps } from "./tensor.ts";

export const NAIVE_FIXED_POINT: NaiveOps = {
  divided_to_nearest: ({ args: [x, divisor], shape }) => tensor(shape, (at) => dividedToNearest(element(x, at), Math.max(1, element(divisor, at)))),
  from_zero: ({ args: [x], attributes, shape }) =>
    tensor(shape, (at) => wrapped((BigInt(element(x, at)) - BigInt(numberOf(attributes, "zero"))) * BigInt(numberOf(attributes, "factor")))),
  narrowed: ({ args: [x], attributes, shape }) => {
    const [zero, least, greatest] = ["zero", "least", "greatest"].map((name) => numberOf(attributes, name));
    return tensor(shape, (at) => Math.min(Math.max(wrapped(BigInt(element(x, at)) + BigInt(zero)), least), greatest));
  },
  places_of_sum: ({ args: [sum], shape }) => tensor(shape, (at) => 35 - zerosBefore(element(sum, at))),
  quantized_away: ({ args: [x], attributes, shape }) => {
    const [scale, zero, least, greatest] = ["scale", "zero", "least", "greatest"].map((name) => numberOf(attributes, name));
    return tensor(shape, (at) => {
      const steps = Math.fround(element(x, at) / Math.fround(scale));
      return Number.isNaN(steps) ? least : Math.min(Math.max(Math.sign(steps) * Math.floor(Math.abs(steps) + 0.5) + zero, least), greatest) + 0;
    });
  },
  reciprocal_of_sum: ({ args: [sum], shape }) => tensor(shape, (at) => reciprocalOf(element(sum, at))),
  share_of_sum: ({ args: [term, reciprocal, places], shape }) =>
    tensor(shape, (at) => wrapped(scaledTwice(BigInt(element(reciprocal, at)), BigInt(element(term, at)), -Math.min(Math.max(element(places, at), 1), 31)))),
};

function wrapped(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

function dividedToNearest(x: number, divisor: number): number {
  const half = BigInt(Math.floor(divisor / 2));
  const further = wrapped(x > 0 ? BigInt(x) + half : BigInt(x) - half);
  return Math.trunc(further / divisor) + 0;
}

/** Of numbers of 1 and more; of others as of 1. */
function zerosBefore(sum: number): number {
  return sum < 1 ? 31 : Math.clz32(sum);
}

/** x·y·2^−31, halves upwards. */
function high(x: number, y: number): number {
  return wrapped((BigInt(x) * BigInt(y) + (1n << 30n)) >> 31n);
}

function reciprocalOf(sum: number): number {
  const above = wrapped((BigInt(sum) << BigInt(zerosBefore(sum))) - (1n << 31n));
  const half = wrapped(BigInt(above >> 1) + (1n << 30n));
  let found = wrapped(BigInt(high(half, -1010580540)) + 1515870810n);
  for (let step = 0; step < 3; step++) found = wrapped(BigInt(found) + 4n * BigInt(high(found, wrapped((1n << 29n) - BigInt(high(half, found))))));
  return found > 2 ** 30 - 1 ? 2 ** 31 - 1 : wrapped(BigInt(found) * 2n);
}
