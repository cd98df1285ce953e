// Values at the borders of cells as integers, against what follows from their definition: the lines between them are exactly as far from the
// function as they say, and of a monotone function every float32 of a domain has the results in order.

import fc from "fast-check";
import { expect, test } from "vitest";
import { piecewiseLinearOutputs } from "../../src/analysis/breakpoints.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Network } from "../../src/network/network.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { PiecewiseLinear } from "../../src/program/domains/piecewise-linear.ts";
import { dyadicOf } from "../../src/program/domains/dyadic.ts";
import { exactly } from "../../src/program/domains/rational.ts";
import { gridOfPowerOfTwo } from "../../src/tables/cell-grid.ts";
import { fitBorders, monotonyOf, type FittedBorders } from "../../src/tables/fit-borders.ts";
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

const every = new Float32Array(new Uint32Array(4097).map((_, place) => 0x3f800000 + 128 * place).buffer);

/** One output of numbers that rise with x: a network of random weights whose outputs are added up in order is none, so their signs are taken away. */
function rising(network: Network): Network {
  return {
    ...network,
    values: network.values.map((value) => (value.kind === "parameter" && value.name.startsWith("W") ? { ...value, data: value.data.map(Math.abs) } : value)),
  };
}

test.each([1, 2, 3, 4, 5])("of a monotone network every result is in order (seed %i)", (seed) => {
  const network = rising(denseNetwork([1, 6, 4, 1], seed));
  const [low, high] = [every[0], every[every.length - 1]];
  const found = piecewiseLinearOutputs(lower(runPasses(network)), low, high);
  if (found.kind === "unknown") throw new Error(found.reason);
  const grid = gridOfPowerOfTwo(low, high, -5 - seed);
  if (grid === undefined) throw new Error("no grid");
  const outputs = found.outputs.map((output) => fitBorders(output, grid));
  expect(outputs[0].monotony).toBe("non-decreasing");
  const [{ deviation, rounding }] = outputs;
  const program = lower(runPasses(tabulatedNetwork(network, { grid, numbers: "int16", outputs, deviation, rounding })));
  // Every float32 around the borders, and one in 128 of all.
  const borders = Array.from({ length: grid.count + 1 }, (_, border) => (grid.start + border - 0.5) * grid.width).filter((x) => x > low && x < high);
  const around = borders.flatMap((x) => Array.from({ length: 65 }, (_, place) => x + (place - 32) * 2 ** -23)).filter((x) => x >= low && x <= high);
  const inputs = Float32Array.from([...every, ...around]).sort();
  const [results] = interpret(program, [inputs], inputs.length);
  const fallen = results.findIndex((result, place) => place > 0 && result < results[place - 1]);
  expect(fallen).toBe(-1);
  expect(results[results.length - 1]).toBeGreaterThan(results[0]);
});
