// Values at the borders of cells as integers, against what follows from their definition: the lines between them are exactly as far from the
// function as they say, and of a monotone function every float32 of a domain has the results in order.

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
import { monotonyOf } from "../../src/tables/ordered-cells.ts";
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
  [1, "non-decreasing"],
  [2, "non-increasing"],
  [3, "non-increasing"],
  [4, "non-decreasing"],
  [5, "non-decreasing"],
] as const)("of every float32 of a domain the results are in order (seed %i: %s)", (seed, monotony) => {
  const network = denseNetwork([1, 6, 4, 1], seed);
  const [low, high] = [EVERY[0], EVERY[EVERY.length - 1]];
  const found = piecewiseLinearOutputs(lower(runPasses(network)), low, high);
  if (found.kind === "unknown") throw new Error(found.reason);
  const grid = gridOfPowerOfTwo(low, high, -5 - seed);
  if (grid === undefined) throw new Error("no grid");
  const outputs = found.outputs.map((output) => fitBorders(output, grid));
  const [{ deviation, rounding }] = outputs;
  const program = lower(runPasses(tabulatedNetwork(network, { grid, numbers: "int16", outputs, deviation, rounding })));
  const [results] = interpret(program, [EVERY], EVERY.length);
  const sign = monotony === "non-decreasing" ? 1 : -1;
  expect(outputs[0].monotony).toBe(monotony);
  expect(results.findIndex((result, place) => place > 0 && sign * (result - results[place - 1]) < 0)).toBe(-1);
  expect(sign * (results[results.length - 1] - results[0])).toBeGreaterThan(0);
});
