// Pairs numbers of two ascending sequences so that their ratios are close to 1. Knows nothing of folds.

/**
 * The positions of `count` pairs, one number from each sequence and none twice, that make the sum of (a − b)² / (ab)
 * least: about the squares of the logarithms of their ratios. Some best pairs keep the order, as for any convex cost of
 * a difference, so pairing prefixes of both sequences step by step finds them.
 *
 * @param left ascending, positive.
 * @param right likewise.
 * @param count at most the length of the shorter one.
 */
export function closestPairs(left: readonly number[], right: readonly number[], count: number): (readonly [number, number])[] {
  if (count === left.length && count === right.length) return left.map((_, index) => [index, index]);
  const columns = right.length + 1;
  const area = (left.length + 1) * columns;
  // Of the first i of the left and the first j of the right, k pairs: at (k·(left + 1) + i)·columns + j.
  const costs = new Float64Array((count + 1) * area).fill(Infinity, area);
  const place = (pairs: number, i: number, j: number): number => pairs * area + i * columns + j;
  const withLast = (pairs: number, i: number, j: number): number => {
    const difference = left[i - 1] - right[j - 1];
    return costs[place(pairs - 1, i - 1, j - 1)] + (difference * difference) / (left[i - 1] * right[j - 1]);
  };
  for (let pairs = 1; pairs <= count; pairs++) {
    // As many numbers are left over on either side as there are pairs to come.
    const toCome = count - pairs;
    for (let i = pairs; i <= left.length - toCome; i++) {
      for (let j = pairs; j <= right.length - toCome; j++) {
        costs[place(pairs, i, j)] = Math.min(costs[place(pairs, i - 1, j)], costs[place(pairs, i, j - 1)], withLast(pairs, i, j));
      }
    }
  }
  const found: (readonly [number, number])[] = [];
  let [i, j] = [left.length, right.length];
  for (let pairs = count; pairs > 0;) {
    const cost = costs[place(pairs, i, j)];
    if (i > pairs && costs[place(pairs, i - 1, j)] === cost) i--;
    else if (j > pairs && costs[place(pairs, i, j - 1)] === cost) j--;
    else {
      i--;
      j--;
      pairs--;
      found.push([i, j]);
    }
  }
  return found.reverse();
}
