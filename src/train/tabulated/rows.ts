// The rows of a table of one input and one output, in the order of the input and each input once. Judges no noise.

export interface Rows {
  /** Strictly ascending. */
  readonly points: Float64Array;
  readonly values: Float64Array;
  /** Positive: the variance of a value is in proportion to 1 / weight. */
  readonly weights: Float64Array;
}

/**
 * Sorts samples by their abscissa. Those of the same one become their weighted mean, whose weight is the sum of theirs;
 * samples of weight 0 are left out.
 *
 * @param weights at least 0 and finite, one for each sample; left out, all are 1.
 */
export function rowsOf(points: ArrayLike<number>, values: ArrayLike<number>, weights?: ArrayLike<number>): Rows {
  const weightOf = (sample: number): number => weights?.[sample] ?? 1;
  const order = Uint32Array.from({ length: points.length }, (_, sample) => sample)
    .filter((sample) => weightOf(sample) > 0)
    .sort((one, other) => points[one] - points[other] || one - other);
  const merged = { points: new Float64Array(order.length), values: new Float64Array(order.length), weights: new Float64Array(order.length) };
  let count = 0;
  for (const sample of order) {
    const weight = weightOf(sample);
    if (count === 0 || points[sample] !== merged.points[count - 1]) {
      merged.points[count] = points[sample];
      merged.values[count] = values[sample];
      merged.weights[count] = weight;
      count++;
      continue;
    }
    const last = count - 1;
    merged.weights[last] += weight;
    // Differences from the mean so far: equal values stay what they are.
    merged.values[last] += ((values[sample] - merged.values[last]) * weight) / merged.weights[last];
  }
  return { points: merged.points.slice(0, count), values: merged.values.slice(0, count), weights: merged.weights.slice(0, count) };
}

/** The rows at the positions given, which ascend. */
export function selectRows({ points, values, weights }: Rows, positions: readonly number[]): Rows {
  const pick = (from: Float64Array): Float64Array => Float64Array.from(positions, (position) => from[position]);
  return { points: pick(points), values: pick(values), weights: pick(weights) };
}

/** The greatest value less the least. */
export function rangeOf({ values }: Rows): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
}

/** The position i, from 0 to the last but one, with points[i] ≤ x < points[i + 1]; the first or last beyond the ends. */
export function intervalAt(points: Float64Array, x: number): number {
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle] <= x) low = middle;
    else high = middle;
  }
  return low;
}
