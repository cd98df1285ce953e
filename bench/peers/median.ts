// The median, for all tables. No other statistics.

/** The mean of the two middle values where their number is even; NaN for no values. */
export function median(values: ArrayLike<number>): number {
  const sorted = Array.from(values).toSorted((x, y) => x - y);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
