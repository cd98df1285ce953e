// Finds to which decimal place values are written. Knows nothing of noise.

/** Places that are looked at, after the point and before it. */
const MOST_DECIMALS = 17;
const MOST_ZEROS = 6;

/** Numbers this near to a multiple of a power of ten, in parts of themselves, are one: a float64 has not more digits. */
const NEARNESS = 2 ** -50;

/**
 * The greatest power of ten, from 10^6 down, that all values are whole multiples of, as decimal numbers: 0.0001 where
 * they are written with four decimals; 0 where they have as many digits as float64.
 */
export function lastDigit(values: ArrayLike<number>): number {
  let places = -MOST_ZEROS;
  for (let i = 0; i < values.length; i++) {
    while (places <= MOST_DECIMALS && !isMultiple(values[i], places)) places++;
    if (places > MOST_DECIMALS) return 0;
  }
  return places > 0 ? 1 / powerOfTen(places) : powerOfTen(-places);
}

function isMultiple(value: number, places: number): boolean {
  const scaled = places > 0 ? value * powerOfTen(places) : value / powerOfTen(-places);
  // Beyond this every float64 is whole, which says nothing of its decimals.
  if (Math.abs(scaled) >= 2 ** 50) return false;
  return Math.abs(scaled - Math.round(scaled)) <= Math.abs(scaled) * NEARNESS;
}

/** Exact up to 10^22. */
function powerOfTen(exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= 10;
  return power;
}
