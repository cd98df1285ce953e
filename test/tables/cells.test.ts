// Cells and their lines, against what follows from their definitions: a number lies in a cell that the op puts it in, a line is exactly as
// far from the function as it says, and no other line is nearer.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PiecewiseLinear } from "../../src/program/domains/piecewise-linear.ts";
import { dyadicOf } from "../../src/program/domains/dyadic.ts";
import { exactly } from "../../src/program/domains/rational.ts";
import { bestSlope } from "../../src/tables/best-slope.ts";
import { cellAttributes, cellInterval, gridOfCount, gridOfPowerOfTwo, type CellGrid } from "../../src/tables/cell-grid.ts";
import { fitCells } from "../../src/tables/fit-cells.ts";
import { cellOf } from "../network/naive-pointwise.ts";

const float32 = (range: { readonly min: number; readonly max: number }) => fc.float({ ...range, noNaN: true, noDefaultInfinity: true });

const grids: fc.Arbitrary<CellGrid> = fc
  .tuple(float32({ min: -1000, max: 1000 }), float32({ min: 2 ** -10, max: 1000 }), fc.integer({ min: 2, max: 300 }), fc.boolean())
  .map(([low, extent, count, scaled]) => {
    const high = Math.fround(low + extent);
    if (high <= low) return undefined;
    return scaled ? gridOfCount(low, high, count) : gridOfPowerOfTwo(low, high, Math.ceil(Math.log2((high - low) / count)));
  })
  .filter((grid) => grid !== undefined);

test("every number of the domain lies in the cell that it is put in", () => {
  fc.assert(
    fc.property(grids, fc.double({ min: 0, max: 1, noNaN: true }), (grid, share) => {
      const x = Math.min(Math.max(Math.fround(grid.low + share * (grid.high - grid.low)), grid.low), grid.high);
      const cell = cellOf(x, cellAttributes(grid), Math.fround);
      const { from, to } = cellInterval(grid, cell);
      expect(from).toBeLessThanOrEqual(x);
      expect(to).toBeGreaterThanOrEqual(x);
    }),
    { numRuns: 2000 },
  );
});

test("numbers outside lie in the nearest cell, NaN in the last", () => {
  fc.assert(
    fc.property(grids, fc.constantFrom(-Infinity, -3e38, -1e9, 1e9, 3e38, Infinity, NaN), (grid, x) => {
      expect(cellOf(x, cellAttributes(grid), Math.fround)).toBe(x < 0 ? 0 : grid.count - 1);
    }),
  );
});

test.each([
  [0, 1, -9, { width: 2 ** -9, start: 0, count: 513 }],
  [-1, 1, 0, { width: 1, start: -1, count: 3 }],
  [1000, 1001, -2, { width: 0.25, start: 4000, count: 5 }],
])("from %f to %f by 2^%i", (low, high, exponent, expected) => {
  expect(gridOfPowerOfTwo(low, high, exponent)).toMatchObject(expected);
});

test("there are no cells finer than float32 tells apart", () => {
  expect(gridOfPowerOfTwo(1e6, 2e6, -3)).toBeUndefined();
  expect(gridOfCount(1e6, 1e6 + 1, 1000)).toBeUndefined();
});

const points = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), { minLength: 2, maxLength: 9 })
  .map((all) => all.map(([x, y]) => ({ x, y })).sort((a, b) => a.x - b.x));

const widthOf = (all: readonly { readonly x: number; readonly y: number }[], slope: number): number => {
  const rests = all.map(({ x, y }) => y - slope * x);
  return Math.max(...rests) - Math.min(...rests);
};

test("no slope through two of the points gives a narrower strip", () => {
  fc.assert(
    fc.property(points, (all) => {
      const found = widthOf(all, bestSlope(all));
      for (const a of all) for (const b of all) if (b.x > a.x) expect(found).toBeLessThanOrEqual(widthOf(all, (b.y - a.y) / (b.x - a.x)) + 1e-9);
    }),
  );
});

/** Through points with x ascending, by lines that dyadic numbers hold: all numbers are multiples of a half. */
function through(corners: readonly number[], from: number): PiecewiseLinear {
  const slopes = corners;
  const breaks = slopes.slice(1).map((_, place) => from + place + 1);
  let [x, y] = [from, 0];
  const pieces = slopes.map((slope, place) => {
    const intercept = y - slope * x;
    const end = breaks[place] ?? x;
    [x, y] = [end, y + slope * (end - x)];
    return { slope: dyadicOf(slope), intercept: dyadicOf(intercept) };
  });
  return { breaks: breaks.map(exactly), pieces };
}

describe("lines", () => {
  const functions = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 6 });

  test("are as far from the function as they say, and no further", () => {
    fc.assert(
      fc.property(functions, fc.integer({ min: -1, max: 1 }), (slopes, exponent) => {
        const [low, high] = [-3, -3 + slopes.length];
        const target = through(slopes, low);
        const grid = gridOfPowerOfTwo(low, high, exponent);
        if (grid === undefined) throw new Error("no grid");
        const { lines, deviation } = fitCells(target, grid);
        const valueAt = (x: number): number => {
          const piece = Math.min(Math.max(Math.floor(x - low), 0), slopes.length - 1);
          return slopes.slice(0, piece).reduce((sum, slope) => sum + slope, 0) + slopes[piece] * (x - low - piece);
        };
        let seen = 0;
        for (let cell = 0; cell < grid.count; cell++) {
          const { from, to } = cellInterval(grid, cell);
          for (let part = 0; part <= 16; part++) {
            const x = from + ((to - from) * part) / 16;
            seen = Math.max(seen, Math.abs(lines[2 * cell] * x + lines[2 * cell + 1] - valueAt(x)));
          }
        }
        expect(deviation).toBeGreaterThanOrEqual(seen);
        // Corners are multiples of a half, where sixteenths of a cell are looked at as well.
        expect(deviation).toBeLessThanOrEqual(seen + 1e-6);
      }),
    );
  });

  test("that have no corner in their cell are exact but for their rounding", () => {
    const target: PiecewiseLinear = { breaks: [], pieces: [{ slope: dyadicOf(1 / 3), intercept: dyadicOf(0.1) }] };
    const grid = gridOfPowerOfTwo(0, 1, -2);
    if (grid === undefined) throw new Error("no grid");
    const { lines, deviation, rounding } = fitCells(target, grid);
    expect([...lines.filter((_, place) => place % 2 === 0)]).toEqual(Array(5).fill(Math.fround(1 / 3)));
    expect(deviation).toBeLessThan(2 ** -27);
    expect(rounding).toBeLessThan(2 ** -24);
  });
});
