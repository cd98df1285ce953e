// A thinned series against the same stretches cut out of the whole series.

import fc from "fast-check";
import { expect, test } from "vitest";
import { ThinnedSeries } from "../../src/numeric/thinned-series.ts";

test("its stretches are those of the whole series, never more than allowed", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 300 }), fc.integer({ min: 1, max: 8 }), (values, half) => {
      const series = new ThinnedSeries(2 * half);
      series.extend(Float64Array.from(values));
      const { stride, length, means, lows, highs } = series.stretches();
      expect(length).toBe(values.length);
      expect(means.length).toBeLessThanOrEqual(2 * half);
      expect(Math.log2(stride) % 1).toBe(0);
      // No smaller stride would have done.
      expect(stride === 1 || values.length > half * stride).toBe(true);
      const pieces = Array.from({ length: Math.ceil(values.length / stride) }, (_, i) => values.slice(i * stride, (i + 1) * stride));
      expect(means).toEqual(pieces.map((piece) => piece.reduce((sum, value) => sum + value, 0) / piece.length));
      expect(lows).toEqual(pieces.map((piece) => Math.min(...piece)));
      expect(highs).toEqual(pieces.map((piece) => Math.max(...piece)));
    }),
  );
});

test("growing by pieces is the same as at once", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 100 }), fc.nat(100), (values, cut) => {
      const [whole, pieces] = [new ThinnedSeries(8), new ThinnedSeries(8)];
      const all = Float64Array.from(values);
      whole.extend(all);
      pieces.extend(all.subarray(0, cut));
      pieces.extend(all);
      expect(pieces.stretches()).toEqual(whole.stretches());
      expect(pieces.last).toBe(values.at(-1) ?? NaN);
    }),
  );
});

test("what comes from a stretch on is the end of all", () => {
  const series = new ThinnedSeries(4);
  series.extend(Float64Array.of(1, 2, 3, 4, 5));
  expect(series.stretches()).toEqual({ stride: 2, from: 0, length: 5, means: [1.5, 3.5, 5], lows: [1, 3, 5], highs: [2, 4, 5] });
  expect(series.complete).toBe(2);
  expect(series.stretches(2)).toEqual({ stride: 2, from: 2, length: 5, means: [5], lows: [5], highs: [5] });
});

test.each([0, 1, 3, NaN])("%d stretches cannot be halved", (most) => {
  expect(() => new ThinnedSeries(most)).toThrow(RangeError);
});
