// Histories: means of stretches that together cover all losses, short enough for a model file.

import fc from "fast-check";
import { expect, test } from "vitest";
import { summariseHistory } from "../../src/train/history.ts";

test("nothing happened, nothing to tell", () => {
  expect(summariseHistory(new Float64Array(), new Float64Array())).toBeUndefined();
});

test("short histories are kept whole, to three digits", () => {
  expect(summariseHistory(Float64Array.of(0.5, 0.12345, 0), Float64Array.of(1.00001e-7))).toEqual({
    stride: 1,
    losses: [0.5, 0.123, 0],
    maximumErrors: [1e-7],
  });
});

test("10,000 losses become 250 means of 40", () => {
  const history = summariseHistory(Float64Array.from({ length: 10_000 }, (_, i) => i), new Float64Array());
  expect(history?.stride).toBe(40);
  expect(history?.losses).toHaveLength(250);
  expect(history?.losses.slice(0, 2)).toEqual([19.5, 59.5]);
});

test("whatever the length, the stretches cover every loss once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (length) => {
      const history = summariseHistory(new Float64Array(length).fill(2), new Float64Array());
      expect(history?.losses.length).toBe(Math.ceil(length / (history?.stride ?? 0)));
      expect(history?.losses.length).toBeLessThanOrEqual(250);
      expect(history?.losses.every((loss) => loss === 2)).toBe(true);
    }),
  );
});
