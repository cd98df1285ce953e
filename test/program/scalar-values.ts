// Values of every scalar type at which arithmetic tends to go wrong, and arbitrary ones.

import fc from "fast-check";
import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import type { RandomGenerator } from "../../src/numeric/random.ts";
import { holds, isFloat, SCALARS, type Scalar } from "../../src/program/scalar.ts";

export const SCALAR_NAMES: readonly Scalar[] = ["f32", "f64", "i8", "u8", "i16", "u16", "i32", "u32", "bool"];

/** Ends of integer types with their neighbours, ties below, at and above whole numbers, ends of float types. */
const NUMBERS: readonly number[] = [
  ...SPECIAL_FLOAT32,
  ...[0.5, 1.5, 2.5, 3.5, 126.5, 127.5, 128.5, 254.5, 255.5, 32766.5, 32767.5, 65535.5, 2147483646.5, 2147483647.5, 4294967294.5, 4294967295.5].flatMap(
    around,
  ),
  ...[7, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 0x55555555, 2147483647, 2147483648, 4294967295, 4294967296, 2 ** 52, 2 ** 53].flatMap(around),
  ...[5e-324, 2.2250738585072014e-308, Number.MAX_VALUE, 0.1, Math.PI, 1 + 2 ** -24, 1 + 3 * 2 ** -24, 2 ** -150, 1.5 * 2 ** -149].flatMap(bothSigns),
];

function bothSigns(value: number): readonly number[] {
  return [value, -value];
}

/** The value with its neighbours among float32, float64 and the integers, in both signs. */
function around(value: number): readonly number[] {
  return [value, value - 1, value + 1, value * (1 + 2 ** -52), value * (1 - 2 ** -53), value * (1 + 2 ** -23), value * (1 - 2 ** -24)].flatMap(bothSigns);
}

/** Awkward values of a type, each once. */
export function awkwardValues(scalar: Scalar): readonly number[] {
  const known = new Map<string, number>();
  for (const value of NUMBERS) {
    const own = scalar === "f32" ? Math.fround(value) : value;
    if (holds(scalar, own)) known.set(Object.is(own, -0) ? "-0" : String(own), own);
  }
  return [...known.values()];
}

/** Any value of a type, awkward ones often. */
export function valuesOf(scalar: Scalar): fc.Arbitrary<number> {
  const { least, greatest } = SCALARS[scalar];
  const any = scalar === "f32" ? fc.float() : scalar === "f64" ? fc.double() : fc.integer({ min: least, max: greatest });
  const small = isFloat(scalar) ? fc.integer({ min: -64, max: 64 }).map((value) => value / 8) : fc.integer({ min: Math.max(-9, least), max: Math.min(40, greatest) });
  return fc.oneof(fc.constantFrom(...awkwardValues(scalar)), any, small);
}

/** A value of a type from a seeded generator: awkward, small or of random bits. */
export function drawValue(scalar: Scalar, random: RandomGenerator): number {
  const choice = random.nextUint32() % 4;
  const awkward = awkwardOf(scalar);
  if (choice === 0) return awkward[random.nextUint32() % awkward.length];
  const cell = SCALARS[scalar].newValues(1);
  if (choice === 1) cell[0] = isFloat(scalar) ? random.uniformIn(-300, 300) : random.nextUint32() % 256;
  else new Uint8Array(cell.buffer).forEach((_, position, bytes) => (bytes[position] = random.nextUint32() & 255));
  if (scalar === "bool") return cell[0] & 1;
  return cell[0];
}

const awkwardLists = new Map<Scalar, readonly number[]>();

function awkwardOf(scalar: Scalar): readonly number[] {
  const known = awkwardLists.get(scalar) ?? awkwardValues(scalar);
  awkwardLists.set(scalar, known);
  return known;
}
