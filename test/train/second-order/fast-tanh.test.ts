// The tanh of second-order steps, beside that of the JavaScript engine.

import { expect, test } from "vitest";
import { fastTanh, tanhSlopes } from "../../../src/train/second-order/fast-tanh.ts";

const points = Float64Array.from({ length: 8001 }, (_, i) => (i - 4000) / 200);
const values = new Float64Array(points.length);
fastTanh(points, values, points.length);

test("within 1e-8 of tanh everywhere, odd, and never outside −1 … 1", () => {
  points.forEach((x, i) => {
    expect(Math.abs(values[i] - Math.tanh(x)), String(x)).toBeLessThan(1e-8);
    expect(values[i]).toBe(0 - values[points.length - 1 - i]);
  });
  expect(values.every((value) => Math.abs(value) <= 1)).toBe(true);
});

test("far out it is flat, and NaN stays NaN", () => {
  const far = Float64Array.of(Infinity, 1e300, -Infinity, NaN);
  fastTanh(far, far, far.length);
  expect(far[0]).toBe(far[1]);
  expect(far[2]).toBe(-far[0]);
  expect(far[0]).toBeCloseTo(1, 8);
  expect(far[3]).toBeNaN();
});

test("slopes are central differences", () => {
  const step = 1e-4;
  const slopes = new Float64Array(values.length);
  tanhSlopes(values, slopes, values.length);
  const [after, before] = [step, -step].map((shift) => {
    const moved = points.map((x) => x + shift);
    fastTanh(moved, moved, moved.length);
    return moved;
  });
  slopes.forEach((slope, i) => {
    // The difference is off where the argument is cut at ±10, by as much as tanh is off there.
    if (Math.abs(points[i]) < 9.9) expect(Math.abs(slope - (after[i] - before[i]) / (2 * step))).toBeLessThan(1e-7);
  });
});

test("no more than `count` elements are written", () => {
  const target = Float64Array.of(7, 7);
  fastTanh(Float64Array.of(0, 1), target, 1);
  expect([...target]).toEqual([0, 7]);
});
