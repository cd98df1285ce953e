// Cells hold the numbers that are said to be in them, and leave none out between two.

import { expect, test } from "vitest";
import { boundsOfCell, cellOf } from "../../../src/analysis/regions/cells.ts";

test("every number is in its cell, and cells follow each other", () => {
  const magnitudes = [0, 2 ** -1074, 0.1, 0.125, 1, 7.99, 8, 8.1, 15.99, 16, 1000, 2 ** 40, 1.7e308];
  for (const x of magnitudes.flatMap((one) => [one, -one])) {
    const cell = cellOf(x);
    const { low, high } = boundsOfCell(cell);
    expect(low <= x && x <= high).toBe(true);
    expect([boundsOfCell(cell + 1).low === high, boundsOfCell(cell - 1).high === low]).toEqual([true, true]);
  }
});

test("an eighth wide up to 8, then 64 in every power of two", () => {
  expect([cellOf(0.2), cellOf(-0.2), cellOf(8), cellOf(16), cellOf(32)]).toEqual([1, -2, 64, 128, 192]);
  expect([boundsOfCell(1), boundsOfCell(-2), boundsOfCell(129)]).toEqual([
    { low: 0.125, high: 0.25 },
    { low: -0.25, high: -0.125 },
    { low: 16.25, high: 16.5 },
  ]);
});
