// Compares results with those that they should be, bit by bit.

import type { Points } from "./points.ts";

export interface Difference {
  readonly input: readonly number[];
  readonly expected: readonly number[];
  readonly computed: readonly number[];
}

/** The points at which results differ; NaN equals NaN whatever its bits. */
export function findDifferences(
  points: Points,
  expected: Float32Array,
  computed: Float32Array,
): { readonly count: number; readonly first: Difference | undefined } {
  const resultWidth = expected.length / points.count;
  let count = 0;
  let first: Difference | undefined;
  for (let i = 0; i < points.count; i++) {
    const [begin, end] = [i * resultWidth, (i + 1) * resultWidth];
    let at = begin;
    // Object.is tells −0 from +0, and takes NaN for NaN: for float32 values that is equality of bits. A view of each point
    // would take longer than all else.
    while (at < end && Object.is(expected[at], computed[at])) at++;
    if (at === end) continue;
    count++;
    first ??= {
      input: [...points.values.subarray(i * points.width, (i + 1) * points.width)],
      expected: [...expected.subarray(begin, end)],
      computed: [...computed.subarray(begin, end)],
    };
  }
  return { count, first };
}
