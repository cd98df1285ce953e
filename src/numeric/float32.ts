// The bits, neighbours and distances of float32 values held in JavaScript numbers. Every function takes any
// number and first rounds it to float32; nothing here prints, parses or estimates errors of float64 values.

const floatCell = new Float32Array(1);
const bitsCell = new Uint32Array(floatCell.buffer);

const SIGN_BIT = 0x80000000;
const INFINITY_BITS = 0x7f800000;

/**
 * The IEEE 754 binary32 bit pattern, as an integer in [0, 2^32), of `value` rounded to float32 (nearest, ties to
 * even). Every NaN gives the quiet NaN 0x7fc00000, so that equal computations give equal bits on every machine.
 */
export function float32Bits(value: number): number {
  if (Number.isNaN(value)) return 0x7fc00000;
  floatCell[0] = value;
  return bitsCell[0];
}

/** The float32 whose bit pattern is `bits` modulo 2^32. All 2^24 − 2 NaN patterns give the one NaN of JavaScript. */
export function float32FromBits(bits: number): number {
  bitsCell[0] = bits;
  return floatCell[0];
}

/** True if `value` is NaN, infinite, or a finite number that float32 holds without rounding. */
export function isFloat32(value: number): boolean {
  return Object.is(Math.fround(value), value);
}

/**
 * The position of a float32 on the line of all float32 values: 0 for both zeros, 1 for the smallest positive
 * subnormal, −1 for its negative, ±0x7f800000 for the infinities. Larger values have larger positions, neighbours
 * differ by one. NaN has no position: RangeError.
 */
export function ordinalOfFloat32(value: number): number {
  if (Number.isNaN(value)) throw new RangeError("NaN has no position among the float32 values");
  const bits = float32Bits(value);
  return bits >= SIGN_BIT ? 0 - (bits - SIGN_BIT) : bits;
}

/** The float32 at a position given by `ordinalOfFloat32`; position 0 is +0. RangeError beyond the infinities. */
export function float32FromOrdinal(ordinal: number): number {
  if (!Number.isInteger(ordinal) || Math.abs(ordinal) > INFINITY_BITS) {
    throw new RangeError(`no float32 has the position ${ordinal}`);
  }
  return float32FromBits(bitsOfOrdinal(ordinal));
}

/** The bit pattern of the float32 at such a position, which must be one: nothing is checked. */
export function bitsOfOrdinal(ordinal: number): number {
  return ordinal < 0 ? SIGN_BIT - ordinal : ordinal;
}

/**
 * The least float32 above `value` (IEEE 754 nextUp): −0 above the largest negative subnormal, the smallest positive
 * subnormal above both zeros, +∞ above the largest finite value. +∞ and NaN give themselves.
 */
export function nextFloat32Up(value: number): number {
  const bits = float32Bits(value);
  if (Number.isNaN(value) || bits === INFINITY_BITS) return value;
  if (bits === 0 || bits === SIGN_BIT) return float32FromBits(1);
  return float32FromBits(bits < SIGN_BIT ? bits + 1 : bits - 1);
}

/** (2 − 2^-23)·2^127. */
export const LARGEST_FLOAT32 = 3.4028234663852886e38;

/** The least float32 that is not below `value`, which may lie between two of them. */
export function leastFloat32From(value: number): number {
  const rounded = Math.fround(value);
  return rounded < value ? nextFloat32Up(rounded) : rounded;
}

/** The greatest float32 that is not above `value`. */
export function greatestFloat32To(value: number): number {
  const rounded = Math.fround(value);
  return rounded > value ? nextFloat32Down(rounded) : rounded;
}

/** The float32 nearest to `value`, a number from `low` to `high`, that lies there, too; `low` and `high` need be no float32. */
export function nearestFloat32Within(value: number, low: number, high: number): number {
  const rounded = Math.fround(value);
  if (rounded < low) return leastFloat32From(low);
  return rounded > high ? greatestFloat32To(high) : rounded;
}

/** The greatest float32 below `value` (IEEE 754 nextDown), the mirror image of `nextFloat32Up`. */
export function nextFloat32Down(value: number): number {
  return -nextFloat32Up(-value);
}

/**
 * How many steps from one float32 to the next lead from `a` to `b`, both rounded to float32 first. The two zeros
 * are 0 apart, and so are two NaN; a NaN is infinitely far from everything else.
 */
export function ulpDistance(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity;
  return Math.abs(ordinalOfFloat32(a) - ordinalOfFloat32(b));
}

function withNegatives(magnitudes: readonly number[]): number[] {
  return magnitudes.flatMap((magnitude) => [magnitude, -magnitude]);
}

/**
 * Float32 values at which formats, kernels and printers tend to go wrong: the specials, both ends of the subnormal
 * and normal ranges, one and its neighbours, the ends of the exact and of the 32-bit integers, and decimals that
 * round differently through float64.
 */
export const SPECIAL_FLOAT32: readonly number[] = Object.freeze([
  NaN,
  ...withNegatives([
    Infinity,
    0,
    float32FromBits(0x00000001), // smallest subnormal, 2^-149
    float32FromBits(0x00000002),
    float32FromBits(0x007fffff), // largest subnormal
    float32FromBits(0x00800000), // smallest normal, 2^-126
    float32FromBits(0x00800001),
    float32FromBits(0x15ae43fd), // about 7.038531e-26, whose short decimal reads differently as float and as double
    float32FromBits(0x3f7fffff), // below 1
    1,
    float32FromBits(0x3f800001), // above 1
    0.5,
    2,
    3,
    Math.fround(0.1),
    Math.fround(1 / 3),
    Math.fround(Math.PI),
    16777215, // 2^24 − 1
    16777216, // 2^24: above it not every integer is a float32
    2147483648, // 2^31
    4294967296, // 2^32
    float32FromBits(0x7f7ffffe),
    float32FromBits(0x7f7fffff), // largest finite value
  ]),
]);
