// Powers of ten as sums of short float64 numbers, so that their product with a float32 is exact part by part.
// Knows nothing of decimals' digits.

export const LEAST_POWER = -30;
export const GREATEST_POWER = 46;

/** Bits of a part: a part times a float32 significand of 24 bits is exact in float64. */
const PART_BITS = 26;
const PARTS = 3;

/** Part p of 10^k is at `3·(k − LEAST_POWER) + p`; the three sum to 10^k rounded down to 78 significant bits. */
export const POWERS_OF_TEN = allPowers();

function allPowers(): Float64Array {
  const parts = new Float64Array(PARTS * (GREATEST_POWER - LEAST_POWER + 1));
  for (let power = LEAST_POWER; power <= GREATEST_POWER; power++) parts.set(partsOf(power), PARTS * (power - LEAST_POWER));
  return parts;
}

function partsOf(power: number): readonly number[] {
  // 10^power = scaled · 2^-shift, rounded down, with more bits than are kept.
  const shift = 256;
  const scaled = power < 0 ? (1n << BigInt(shift)) / 10n ** BigInt(-power) : 10n ** BigInt(power) << BigInt(shift);
  const unused = scaled.toString(2).length - PARTS * PART_BITS;
  const kept = scaled >> BigInt(unused);
  const mask = (1n << BigInt(PART_BITS)) - 1n;
  return Array.from({ length: PARTS }, (_, part) => {
    const below = (PARTS - 1 - part) * PART_BITS;
    return Number((kept >> BigInt(below)) & mask) * 2 ** (below + unused - shift);
  });
}
