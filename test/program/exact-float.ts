// IEEE 754 arithmetic of binary32 and binary64 by exact integers: values are taken apart into bits, each operation is done
// on whole numbers of the smallest subnormal and rounded once, to nearest, ties to even. Slow, and shares nothing with the
// arithmetic of the machine.

import type { FloatScalar } from "../../src/program/scalar.ts";

/** Operators with a row here. */
export type Arithmetic = "add" | "subtract" | "multiply" | "divide";

interface Format {
  readonly fractionBits: number;
  readonly exponentBits: number;
  /** Finite values are whole multiples of 2^-units. */
  readonly units: number;
}

const FORMATS: Readonly<Record<FloatScalar, Format>> = {
  f32: { fractionBits: 23, exponentBits: 8, units: 149 },
  f64: { fractionBits: 52, exponentBits: 11, units: 1074 },
};

/** `left operator right`, both float32. */
export function exactFloat32(operator: Arithmetic, left: number, right: number): number {
  return exactFloat("f32", operator, left, right);
}

/** `left operator right`, both of the type. */
export function exactFloat(scalar: FloatScalar, operator: Arithmetic, left: number, right: number): number {
  const format = FORMATS[scalar];
  if (Number.isNaN(left) || Number.isNaN(right)) return NaN;
  const negative = isNegative(left) !== isNegative(right);
  switch (operator) {
    case "add":
      return sum(format, left, right);
    case "subtract":
      return sum(format, left, -right);
    case "multiply": {
      const infinite = !Number.isFinite(left) || !Number.isFinite(right);
      if (infinite) return left === 0 || right === 0 ? NaN : signed(Infinity, negative);
      return signed(nearest(format, magnitude(format, left) * magnitude(format, right), 1n << BigInt(format.units)), negative);
    }
    case "divide":
      if (!Number.isFinite(left)) return Number.isFinite(right) ? signed(Infinity, negative) : NaN;
      if (!Number.isFinite(right)) return signed(0, negative);
      if (right === 0) return left === 0 ? NaN : signed(Infinity, negative);
      return signed(nearest(format, magnitude(format, left) << BigInt(format.units), magnitude(format, right)), negative);
  }
}

/** left · right + addend of float32, rounded once. */
export function exactFusedFloat32(left: number, right: number, addend: number): number {
  const format = FORMATS.f32;
  if ([left, right, addend].some(Number.isNaN)) return NaN;
  const product = exactFloat("f32", "multiply", left, right);
  // Where the product is an infinity or NaN of itself, and not for being rounded; and where the addend is one of them.
  if (![left, right, addend].every(Number.isFinite)) return sum(format, Number.isFinite(left) && Number.isFinite(right) ? 0 : product, addend);
  const units = 1n << BigInt(format.units);
  const exact = signedUnits(format, left) * signedUnits(format, right) + signedUnits(format, addend) * units;
  if (exact !== 0n) return signed(nearest(format, exact < 0n ? -exact : exact, units), exact < 0n);
  // A product of numbers that are not 0 is 0 where it is rounded alone.
  return left === 0 || right === 0 ? sum(format, product, addend) : 0;
}

/** The square root; of −0 it is −0. */
export function exactRoot(scalar: FloatScalar, value: number): number {
  const format = FORMATS[scalar];
  if (Number.isNaN(value) || value === 0 || value === Infinity) return value;
  if (value < 0) return NaN;
  // √(m·2^-u) = √(m·2^u)·2^-u; 80 more places, and a last one that says whether the root goes on, are enough to round.
  const places = 80n;
  const square = magnitude(format, value) << (BigInt(format.units) + 2n * places);
  const root = wholeRoot(square);
  return nearest(format, root * root === square ? 2n * root : 2n * root + 1n, 1n << (places + 1n));
}

/** Negative, 0 or positive as left is less than, equal to or greater than right; undefined where one is NaN. */
export function compareExactly(scalar: FloatScalar, left: number, right: number): number | undefined {
  const format = FORMATS[scalar];
  if (Number.isNaN(left) || Number.isNaN(right)) return undefined;
  const [one, other] = [left, right].map((value) => (isNegative(value) ? -ordinal(format, value) : ordinal(format, value)));
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The value of the type that is nearest to numerator / denominator. */
export function nearestFloat(scalar: FloatScalar, numerator: bigint, denominator: bigint): number {
  const format = FORMATS[scalar];
  const negative = numerator < 0n;
  return signed(nearest(format, (negative ? -numerator : numerator) << BigInt(format.units), denominator), negative);
}

/** A finite value of the type as a whole number of 2^-units, and that number. */
export function inUnits(scalar: FloatScalar, value: number): { readonly numerator: bigint; readonly denominator: bigint } {
  return { numerator: signedUnits(FORMATS[scalar], value), denominator: 1n << BigInt(FORMATS[scalar].units) };
}

/** A sum that is exactly zero is +0, but for −0 + −0. */
function sum(format: Format, left: number, right: number): number {
  if (!Number.isFinite(left)) return right === -left ? NaN : left;
  if (!Number.isFinite(right)) return right;
  const exact = signedUnits(format, left) + signedUnits(format, right);
  if (exact === 0n) return left === 0 && right === 0 && isNegative(left) && isNegative(right) ? -0 : 0;
  return exact < 0n ? -nearest(format, -exact, 1n) : nearest(format, exact, 1n);
}

/** The value nearest to numerator/denominator units, not negative. */
function nearest(format: Format, numerator: bigint, denominator: bigint): number {
  const whole = numerator / denominator;
  const exponent = BigInt(Math.max(0, whole.toString(2).length - format.fractionBits - 1));
  const divisor = denominator << exponent;
  let significand = numerator / divisor;
  const twiceTheRest = 2n * (numerator % divisor);
  if (twiceTheRest > divisor || (twiceTheRest === divisor && significand % 2n === 1n)) significand++;
  // A significand of 2^fractionBits and more carries over into the exponent, as the format means it to.
  const ordinal = significand + (exponent << BigInt(format.fractionBits));
  const infinity = ((1n << BigInt(format.exponentBits)) - 1n) << BigInt(format.fractionBits);
  return ofOrdinal(format, ordinal < infinity ? ordinal : infinity);
}

function magnitude(format: Format, value: number): bigint {
  const position = ordinal(format, value);
  const exponent = position >> BigInt(format.fractionBits);
  const fraction = position & ((1n << BigInt(format.fractionBits)) - 1n);
  return exponent === 0n ? fraction : (fraction | (1n << BigInt(format.fractionBits))) << (exponent - 1n);
}

function signedUnits(format: Format, value: number): bigint {
  return isNegative(value) ? -magnitude(format, value) : magnitude(format, value);
}

const cell = new DataView(new ArrayBuffer(8));

/** The bits without the sign: larger magnitudes have larger ones. */
function ordinal({ fractionBits, exponentBits }: Format, value: number): bigint {
  if (fractionBits === 23) cell.setFloat32(0, value);
  else cell.setFloat64(0, value);
  const bits = fractionBits === 23 ? BigInt(cell.getUint32(0)) : cell.getBigUint64(0);
  return bits & ((1n << BigInt(fractionBits + exponentBits)) - 1n);
}

function ofOrdinal({ fractionBits }: Format, ordinal: bigint): number {
  if (fractionBits === 23) {
    cell.setUint32(0, Number(ordinal));
    return cell.getFloat32(0);
  }
  cell.setBigUint64(0, ordinal);
  return cell.getFloat64(0);
}

/** ⌊√value⌋ by Newton's method, from above. */
function wholeRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

function signed(value: number, negative: boolean): number {
  return negative ? -value : value;
}
