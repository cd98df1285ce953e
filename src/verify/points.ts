// Chooses the inputs a function is checked at. The same inputs every time.

import type { DomainVariable } from "../network/model.ts";
import { SPECIAL_FLOAT32, float32FromBits, nearestFloat32Within } from "../numeric/float32.ts";
import { RandomGenerator } from "../numeric/random.ts";

/** Inputs of a function, one after the other: count × width float32 values. */
export interface Points {
  readonly width: number;
  readonly count: number;
  readonly values: Float32Array;
}

/**
 * Points across the domain, rounded to float32 within it. One variable: `count` evenly spaced ones, both ends among
 * them. Several: the corners (of the first twelve variables), then uniformly random ones.
 */
export function sweep(domain: readonly DomainVariable[], count: number): Points {
  const width = domain.length;
  const values = new Float32Array(count * width);
  const [only] = domain;
  if (width === 1 && only !== undefined) {
    for (let i = 0; i < count; i++) {
      values[i] = within(only.low + ((only.high - only.low) * i) / Math.max(1, count - 1), only);
    }
    return { width, count, values };
  }
  const random = new RandomGenerator(1);
  const corners = Math.min(count, 2 ** Math.min(width, 12));
  for (let i = 0; i < count; i++) {
    domain.forEach((variable, position) => {
      const { low, high } = variable;
      const corner = (i >> Math.min(position, 11)) & 1 ? high : low;
      values[i * width + position] = within(i < corners ? corner : random.uniformIn(low, high), variable);
    });
  }
  return { width, count, values };
}

/** The golden section: its multiples modulo 1 are spread evenly, and the bits of what they are added to look random. */
const GOLDEN = 0.6180339887498949;

/**
 * `count` float32 of one variable, ascending, both ends among them, each somewhere in its share of the domain: even multiples of a
 * short number would be rounded less than others are, in them and in all that is computed of them.
 */
export function spreadEvenly(domain: DomainVariable, count: number): Float32Array {
  const share = (domain.high - domain.low) / count;
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = within(domain.low + share * (i + ((i * GOLDEN) % 1)), domain);
  if (count > 1) values[count - 1] = within(domain.high, domain);
  return values;
}

/** A number of the domain rounded to a float32 of it. */
export function within(value: number, { low, high }: DomainVariable): number {
  return nearestFloat32Within(value, low, high);
}

/**
 * Points that try everything float32 has, in domain or not: each special value in each place (the first 64 places),
 * and random bit patterns, NaN left out because its bits carry no meaning. A single one where there are no places.
 */
export function unusualPoints(width: number, count: number): Points {
  if (width === 0) return { width, count: 1, values: new Float32Array() };
  const random = new RandomGenerator(2);
  const places = Math.min(width, 64);
  const special = Math.min(count, places * SPECIAL_FLOAT32.length);
  const values = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    for (let position = 0; position < width; position++) values[i * width + position] = randomFloat32(random);
    if (i < special) values[i * width + (i % places)] = SPECIAL_FLOAT32[Math.floor(i / places)] ?? 0;
  }
  return { width, count, values };
}

/** Of a sequence: from there on its numbers may be any, and what they leave behind stays. */
const USUAL_PART = 0.75;

/**
 * Points of whole sequences of `length` calls, as many as `count` has room for, or of the beginning of one. Numbers are of ordinary size, but at the
 * end of every second sequence, where they may be anything that float32 has.
 */
export function sequencePoints(width: number, count: number, length: number): Points {
  const calls = count < length ? count : count - (count % length);
  const random = new RandomGenerator(3);
  const values = new Float32Array(calls * width);
  for (let i = 0; i < calls; i++) {
    const isUsual = Math.floor(i / length) % 2 === 0 || i % length < USUAL_PART * length;
    for (let position = 0; position < width; position++) {
      values[i * width + position] = isUsual ? Math.fround(random.uniformIn(-2, 2)) : anyFloat32(random);
    }
  }
  return { width, count: calls, values };
}

function anyFloat32(random: RandomGenerator): number {
  const place = random.nextUint32() % (4 * SPECIAL_FLOAT32.length);
  return SPECIAL_FLOAT32[place] ?? randomFloat32(random);
}

function randomFloat32(random: RandomGenerator): number {
  // Half of them of ordinary size, where the arithmetic does not overflow at once.
  if (random.nextUint32() % 2 === 0) return Math.fround(random.uniformIn(-4, 4));
  const value = float32FromBits(random.nextUint32());
  return Number.isNaN(value) ? 0 : value;
}

/** As many points at the least: where there are fewer, they come again from the first one on. */
export function repeatedTo(points: Points, count: number): Points {
  if (points.count >= count) return points;
  const values = new Float32Array(count * points.width);
  for (let first = 0; first < values.length; first += points.values.length) {
    values.set(points.values.subarray(0, values.length - first), first);
  }
  return { width: points.width, count, values };
}

/** Points, or parts of them, one after the other. */
export function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let first = 0;
  for (const part of parts) {
    all.set(part, first);
    first += part.length;
  }
  return all;
}
