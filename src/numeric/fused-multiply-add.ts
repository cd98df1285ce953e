// a·b + c of float32 numbers, rounded once: the fused multiply-add of IEEE 754 (§5.4.1), by float64 arithmetic. Of float32 alone.

/**
 * A product of two float32 is exact in float64. Its sum with c is not: where that falls halfway between two float32, what it lost says which of them
 * is nearer (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums", IEEE Transactions on Computers 57(4), 2008, on why one rounding
 * does not follow from two). Anywhere else both roundings give what one would.
 *
 * @param a a float32, as are b and c.
 * @returns a float32; NaN where a·b is that of 0 and an infinity, or the sum that of two opposite infinities.
 */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const nearest = Math.fround(sum);
  // Exact: as far from the sum as the nearest float32, on the other side.
  const opposite = sum - nearest + sum;
  return Math.fround(opposite) !== opposite || opposite === nearest ? nearest : ofTie(product, c, sum);
}

/** Of a sum halfway between two float32, an infinity taken as the next number after the largest one. */
function ofTie(product: number, c: number, sum: number): number {
  const rest = sum - product;
  // What the sum lost, exactly (Knuth, "The Art of Computer Programming" 2, 4.2.2, theorem B).
  const lost = product - (sum - rest) + (c - rest);
  if (lost === 0) return Math.fround(sum);
  const step = sum * 2 ** -52;
  return Math.fround(lost > 0 === sum > 0 ? sum + step : sum - step);
}
