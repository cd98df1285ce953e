// Values at the borders of cells, whatever they are stored as, against what follows from their definition: the lines between them are exactly as far
// from the function as they say, and of a monotone function every float32 of a domain has the results in order.

import fc from "fast-check";
import { expect, test } from "vitest";
import { piecewiseLinearOutputs } from "../../src/analysis/breakpoints.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { PiecewiseLinear } from "../../src/program/domains/piecewise-linear.ts";
import { dyadicOf } from "../../src/program/domains/dyadic.ts";
import { exactly } from "../../src/program/domains/rational.ts";
import { gridOfPowerOfTwo } from "../../src/tables/cell-grid.ts";
import { fitBorders, type FittedBorders } from "../../src/tables/numbers/fit-borders.ts";
import { NUMBER_KINDS } from "../../src/tables/numbers/index.ts";
import type { CellTable } from "../../src/tables/numbers/number-kind.ts";
import { monotonyOf } from "../../src/tables/line-order.ts";
import { tabulatedNetwork } from "../../src/tables/tabulated-network.ts";
import { denseNetwork } from "../fixtures.ts";

/** Lines of these slopes from x to x + 1, x + 2 …, the first one through (from, height); all numbers are small multiples of a half. */
function steps(slopes: readonly number[], from: number, height: number): { readonly exact: PiecewiseLinear; readonly at: (x: number) => number } {
  const heights = slopes.reduce<readonly number[]>((all, slope) => [...all, all[all.length - 1] + slope], [height]);
  const pieces = slopes.map((slope, place) => ({ slope: dyadicOf(slope), intercept: dyadicOf(heights[place] - slope * (from + place)) }));
  const at = (x: number): number => {
    const place = Math.min(Math.max(Math.floor(x - from), 0), slopes.length - 1);
    return heights[place] + slopes[place] * (x - from - place);
  };
  return { exact: { breaks: slopes.slice(1).map((_, place) => exactly(from + place + 1)), pieces }, at };
}

/** The lines between the borders, in float64. */
function lineAt({ borders, offset, unit }: FittedBorders, cell: number, share: number): number {
  const [before, after] = [borders[cell], borders[cell + 1]].map((border) => unit * (border + offset / 2));
  return before + (after - before) * share;
}

const slopes = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 6 });

test("the lines are as far from the function as they say", () => {
  fc.assert(
    fc.property(slopes, fc.integer({ min: -1, max: 1 }), fc.constantFrom(0, 1000, -3), (all, exponent, height) => {
      const [low, high] = [-3, -3 + all.length];
      const { exact, at } = steps(all, low, height);
      const grid = gridOfPowerOfTwo(low, high, exponent);
      if (grid === undefined) throw new Error("no grid");
      const fitted = fitBorders(exact, grid);
      let seen = 0;
      for (let cell = 0; cell < grid.count; cell++) {
        for (let part = 0; part <= 16; part++) {
          const x = (grid.start + cell - 0.5 + part / 16) * grid.width;
          if (x >= low && x <= high) seen = Math.max(seen, Math.abs(lineAt(fitted, cell, part / 16) - at(x)));
        }
      }
      // Corners are multiples of a half or of an eighth of a cell.
      expect(fitted.deviation).toBeGreaterThanOrEqual(seen * (1 - 2 ** -40));
      expect(fitted.deviation).toBeLessThanOrEqual(seen * (1 + 2 ** -30) + 2 ** -40);
    }),
  );
});

/** As the interpreter computes the table, of one output. */
function resultsOf(table: CellTable, given: Float32Array): Float32Array {
  return interpret(lower(runPasses(tabulatedNetwork(denseNetwork([1, 1], 1), table))), [given], given.length)[0];
}

test.each(["int16", "float16", "int8"] as const)("of %s the results are as far from the function as they say", (numbers) => {
  fc.assert(
    fc.property(slopes, fc.integer({ min: -3, max: 1 }), fc.constantFrom(0, 1000, -3), (all, exponent, height) => {
      const [low, high] = [-3, -3 + all.length];
      const { exact, at } = steps(all, low, height);
      const grid = gridOfPowerOfTwo(low, high, exponent);
      if (grid === undefined) throw new Error("no grid");
      // Corners are multiples of a half or of an eighth of a cell.
      const given = Float32Array.from({ length: 16 * grid.count + 1 }, (_, part) => (grid.start - 0.5 + part / 16) * grid.width).filter((x) => x >= low && x <= high);
      for (const table of NUMBER_KINDS[numbers].tablesOver([exact], grid)) {
        const results = resultsOf(table, given);
        const seen = given.reduce((worst, x, place) => Math.max(worst, Math.abs(results[place] - at(x))), 0);
        expect(Math.abs(seen - table.deviation)).toBeLessThanOrEqual(table.rounding + 2 ** -40);
        expect(table.rounding).toBeLessThan(2 ** -11);
      }
    }),
    { numRuns: 25 },
  );
});

test("of a line through representable values nothing is lost", () => {
  const { exact } = steps([3], 0, 2);
  const grid = gridOfPowerOfTwo(0, 1, -3);
  if (grid === undefined) throw new Error("no grid");
  expect(fitBorders(exact, grid)).toMatchObject({ deviation: 0, monotony: "non-decreasing" });
});

test("a direction is that of every slope", () => {
  const of = (...all: readonly number[]) => monotonyOf(steps(all, 0, 0).exact);
  expect([of(1, 0, 2), of(-1, 0), of(1, -1), of(0)]).toEqual(["non-decreasing", "non-increasing", undefined, "non-decreasing"]);
});

/** Every float32 from 1 to 1.0625. */
const EVERY = new Float32Array(Uint32Array.from({ length: 2 ** 19 + 1 }, (_, place) => 0x3f800000 + place).buffer);

test.each([
  [1, "int16", "non-decreasing"],
  [2, "int16", "non-increasing"],
  [3, "float16", "non-increasing"],
  [4, "float16", "non-decreasing"],
  [3, "int8", "non-increasing"],
  [5, "int8", "non-decreasing"],
] as const)("of every float32 of a domain the results are in order (seed %i, %s: %s)", (seed, numbers, monotony) => {
  const network = denseNetwork([1, 6, 4, 1], seed);
  const [low, high] = [EVERY[0], EVERY[EVERY.length - 1]];
  const found = piecewiseLinearOutputs(lower(runPasses(network)), low, high);
  if (found.kind === "unknown") throw new Error(found.reason);
  const grid = gridOfPowerOfTwo(low, high, -5 - seed);
  if (grid === undefined) throw new Error("no grid");
  const [table] = NUMBER_KINDS[numbers].tablesOver(found.outputs, grid);
  const results = resultsOf(table, EVERY);
  const sign = monotony === "non-decreasing" ? 1 : -1;
  expect(table.monotony).toBe(monotony);
  expect(results.findIndex((result, place) => place > 0 && sign * (result - results[place - 1]) < 0)).toBe(-1);
  expect(sign * (results[results.length - 1] - results[0])).toBeGreaterThan(0);
});

test("of halves whose sum float32 does not hold nothing is claimed, and what it is rounded by is counted", () => {
  const first = 0.5 + 3 * 2 ** -9;
  const rise = 60000 - first;
  const exact: PiecewiseLinear = {
    breaks: [exactly(0.5), exactly(1.5)],
    pieces: [[0, first], [rise, first - rise / 2], [0, 60000]].map(([slope, intercept]) => ({ slope: dyadicOf(slope), intercept: dyadicOf(intercept) })),
  };
  const grid = gridOfPowerOfTwo(0, 2, 0);
  if (grid === undefined) throw new Error("no grid");
  const [table] = NUMBER_KINDS.float16.tablesOver([exact], grid);
  expect(table.monotony).toBeUndefined();
  const [found] = resultsOf(table, Float32Array.of(0.5));
  expect([table.rounding > 2 ** -10, Math.abs(found - first) <= table.deviation + table.rounding]).toEqual([true, true]);
});

test("blocks of more cells are taken first, and tables of more cells are larger than the largest of fewer", () => {
  const { exact } = steps([1, 2, 3], 0, 0);
  const bytes = [-2, -3, -4].map((exponent) => {
    const grid = gridOfPowerOfTwo(0, 3, exponent);
    if (grid === undefined) throw new Error("no grid");
    return [...NUMBER_KINDS.int8.tablesOver([exact], grid)].map((table) => table.bytes);
  });
  expect(bytes).toEqual([...bytes].map((all) => [...all].sort((a, b) => a - b)));
  expect(bytes.flat()).toEqual([...bytes.flat()].sort((a, b) => a - b));
});
