// Exact access to the exponent of a float64: reading it, and multiplying by a power of two. Everything here is exact
// or rounds once; it computes no function.

const floatCell = new Float64Array(1);
const wordCells = new Uint32Array(floatCell.buffer);

/** Which of the two words of a float64 holds its sign, exponent and upper fraction bits on this machine. */
const HIGH_WORD = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The least exponent whose power of two is a float64 (subnormal), and the greatest. */
const LEAST_EXPONENT = -1074;
const GREATEST_EXPONENT = 1023;

/** The upper 20 bits of the fraction of √2, from which a significand is read as half of one of the next binade. */
const ROOT_TWO_FRACTION = 0x6a09e;

function buildPowersOfTwo(): Float64Array {
  const powers = new Float64Array(GREATEST_EXPONENT - LEAST_EXPONENT + 1);
  powers[0] = Number.MIN_VALUE;
  for (let i = 1; i < powers.length; i += 1) powers[i] = 2 * powers[i - 1];
  return powers;
}

const POWERS_OF_TWO = buildPowersOfTwo();

/** 2^exponent, exactly, for an integer exponent from −1074 to 1023. */
export function powerOfTwo(exponent: number): number {
  return POWERS_OF_TWO[exponent - LEAST_EXPONENT];
}

/**
 * value · 2^exponent rounded once, for |value| in [2^-10, 2^10] and any integer exponent: infinite where it
 * overflows, subnormal or zero where it underflows.
 */
export function scaleByPowerOfTwo(value: number, exponent: number): number {
  if (exponent > GREATEST_EXPONENT) {
    const rest = Math.min(exponent - 1000, GREATEST_EXPONENT);
    return value * powerOfTwo(1000) * powerOfTwo(rest);
  }
  if (exponent < LEAST_EXPONENT) {
    const rest = Math.max(exponent + 100, LEAST_EXPONENT);
    return value * powerOfTwo(-100) * powerOfTwo(rest);
  }
  return value * powerOfTwo(exponent);
}

/**
 * The integer k for which value · 2^-k lies from √½ to √2 (to within one part in a million at the ends), for a
 * positive normal value; k is from −1022 to 1024, so 2^-k is a float64 and the product is exact.
 */
export function nearestExponent(value: number): number {
  floatCell[0] = value;
  // Adding what √2 lacks to the next binade carries into the exponent exactly when the fraction reaches √2.
  return ((wordCells[HIGH_WORD] + (0x100000 - ROOT_TWO_FRACTION)) >>> 20) - 1023;
}

/** The least positive normal float64, 2^-1022. */
export const LEAST_NORMAL = powerOfTwo(-1022);
