// Lines of cells in order: every float32 of a domain as the interpreter computes it, and the nearest values against steps of one float32.

import fc from "fast-check";
import { expect, test } from "vitest";
import { piecewiseLinearOutputs } from "../../src/analysis/breakpoints.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { leastFloat32From, nextFloat32Up } from "../../src/numeric/float32.ts";
import { dyadicOf } from "../../src/program/domains/dyadic.ts";
import { valueAt, type PiecewiseLinear } from "../../src/program/domains/piecewise-linear.ts";
import { compare, exactly } from "../../src/program/domains/rational.ts";
import { gridOfCount, gridOfPowerOfTwo, type CellGrid } from "../../src/tables/cell-grid.ts";
import { fitCells, type FittedCells } from "../../src/tables/fit-cells.ts";
import { firstFloat32 } from "../../src/tables/float32-order.ts";
import { tableOfLines } from "../../src/tables/numbers/float32-lines.ts";
import { lineOrderOf } from "../../src/tables/line-order.ts";
import { orderedCells } from "../../src/tables/ordered-cells.ts";
import { tiltedCells } from "../../src/tables/tilted-cells.ts";
import { orderedValues, type AtBorder } from "../../src/tables/ordered-values.ts";
import { tabulatedNetwork } from "../../src/tables/tabulated-network.ts";
import { denseNetwork } from "../fixtures.ts";

/** Every float32 from 1 to 1.0625. */
const EVERY = new Float32Array(Uint32Array.from({ length: 2 ** 19 + 1 }, (_, place) => 0x3f800000 + place).buffer);
const [LOW, HIGH] = [EVERY[0], EVERY[EVERY.length - 1]];

/** As the lines of a table are put in order. */
type Way = (target: PiecewiseLinear, grid: CellGrid, cells: FittedCells) => FittedCells | undefined;

const WAYS = {
  moved(target, grid, cells) {
    const order = lineOrderOf(target, grid, cells);
    return order && orderedCells(cells, order, "function");
  },
  tilted(target, grid, cells) {
    const order = lineOrderOf(target, grid, cells);
    return order && tiltedCells(target, cells, order);
  },
} as const satisfies Readonly<Record<string, Way>>;

function fitted(seed: number, grid: CellGrid | undefined, way: keyof typeof WAYS) {
  const network = denseNetwork([1, 6, 4, 1], seed);
  const program = lower(runPasses(network));
  const found = piecewiseLinearOutputs(program, LOW, HIGH);
  if (found.kind === "unknown" || grid === undefined) throw new Error("no lines or no grid");
  const cells = fitCells(found.outputs[0], grid);
  return { target: found.outputs[0], ordered: WAYS[way](found.outputs[0], grid, cells), grid };
}

/** Of every float32, as the interpreter computes the table. */
function resultsOf(one: FittedCells, grid: CellGrid): Float32Array {
  const table = tabulatedNetwork(denseNetwork([1, 1], 1), tableOfLines(grid, [one]));
  return interpret(lower(runPasses(table)), [EVERY], EVERY.length)[0];
}

/** The first result that is on the wrong side of the one before it; −1 where none is. */
function outOfOrder(results: Float32Array, sign: 1 | -1): number {
  return results.findIndex((result, place) => place > 0 && sign * (result - results[place - 1]) < 0);
}

function exactAt({ breaks, pieces }: PiecewiseLinear, x: number): number {
  const place = breaks.findIndex((one) => compare(exactly(x), one) < 0);
  return valueAt(pieces[place < 0 ? pieces.length - 1 : place], exactly(x)).value;
}

test.each([
  [1, "non-decreasing", "tilted", gridOfPowerOfTwo(LOW, HIGH, -6)],
  [2, "non-increasing", "tilted", gridOfPowerOfTwo(LOW, HIGH, -9)],
  [2, "non-increasing", "moved", gridOfPowerOfTwo(LOW, HIGH, -9)],
  [3, "non-increasing", "tilted", gridOfCount(LOW, HIGH, 11)],
  [4, "non-decreasing", "tilted", gridOfCount(LOW, HIGH, 300)],
  [4, "non-decreasing", "moved", gridOfCount(LOW, HIGH, 300)],
] as const)("every float32 of a domain has its result in order, no further from the network than is said (seed %i, %s, %s)", (seed, monotony, way, given) => {
  const { target, ordered, grid } = fitted(seed, given, way);
  if (ordered === undefined) throw new Error("no order");
  const results = resultsOf(ordered, grid);
  expect(ordered.monotony).toBe(monotony);
  expect(outOfOrder(results, monotony === "non-decreasing" ? 1 : -1)).toBe(-1);
  const furthest = results.reduce((most, result, place) => (place % 997 === 0 ? Math.max(most, Math.abs(result - exactAt(target, EVERY[place]))) : most), 0);
  expect(furthest).toBeLessThanOrEqual(ordered.deviation + ordered.rounding);
  expect(furthest).toBeGreaterThan(0.2 * ordered.deviation);
});

test("a curve, whose last cell is narrower and nearer, is out of order as it is fitted, and not any more", () => {
  const slopes = Array.from({ length: 16 }, (_, piece) => piece + 1);
  const borders = slopes.slice(1).map((_, piece) => 1 + (piece + 1) / 256);
  // Each piece meets the one before it.
  const intercepts = borders.reduce<readonly number[]>((all, border, piece) => [...all, all[piece] + (slopes[piece] - slopes[piece + 1]) * border], [0]);
  const pieces = slopes.map((slope, piece) => ({ slope: dyadicOf(slope), intercept: dyadicOf(intercepts[piece]) }));
  const target = { breaks: borders.map(exactly), pieces };
  const grid = gridOfPowerOfTwo(LOW, HIGH, -6);
  if (grid === undefined) throw new Error("no grid");
  const cells = fitCells(target, grid);
  const ordered = WAYS.tilted(target, grid, cells);
  expect(outOfOrder(resultsOf(cells, grid), 1)).toBeGreaterThan(0);
  expect(ordered && outOfOrder(resultsOf(ordered, grid), 1)).toBe(-1);
  expect(ordered?.deviation).toBeLessThan(1.3 * cells.deviation);
});

test("lines that would have to be moved far for the sake of one that is far from the function are not", () => {
  // 0.1·x up to 1.05, then steeply up and level: the cell with the bend in it is off by far more than those before it.
  const pieces = [0.125, 64, 0.125].map((slope, piece) => ({ slope: dyadicOf(slope), intercept: dyadicOf([0, -63.875 * 1.046875, 63.875 * 0.00390625][piece]) }));
  const target = { breaks: [1.046875, 1.05078125].map(exactly), pieces };
  const grid = gridOfPowerOfTwo(LOW, HIGH, -6);
  if (grid === undefined) throw new Error("no grid");
  const cells = fitCells(target, grid);
  const tilted = WAYS.tilted(target, grid, cells);
  expect(tilted && outOfOrder(resultsOf(tilted, grid), 1)).toBe(-1);
  expect(tilted?.lines.subarray(0, 4)).toEqual(cells.lines.subarray(0, 4));
  expect(WAYS.moved(target, grid, cells)).toBe(undefined);
});

test("a function that rises and falls has no order", () => {
  const pieces = [1, -1].map((slope) => ({ slope: dyadicOf(slope), intercept: dyadicOf(0) }));
  const target = { breaks: [exactly(0)], pieces };
  const grid = gridOfPowerOfTwo(-1, 1, -2);
  if (grid === undefined) throw new Error("no grid");
  for (const way of Object.values(WAYS)) expect(way(target, grid, fitCells(target, grid))).toBe(undefined);
});

const UNIT = 2 ** -23;

/** Whether values no further from the given ones than `bound` less their distances are in order: the least ones, one float32 after the other. */
function isEnough(bound: number, given: Float32Array, distances: Float64Array, borders: readonly AtBorder[]): boolean {
  let before = -Infinity;
  return given.every((value, place) => {
    const room = bound - distances[place];
    let least = leastFloat32From(value - room);
    if (place > 0) while (Math.fround(least + borders[place - 1].after) < before && least <= value + room) least = nextFloat32Up(least);
    if (place < borders.length) before = Math.fround(least + borders[place].before);
    return least <= value + room;
  });
}

const units = (from: number, to: number) => fc.integer({ min: from, max: to });

test("values are as near as lets the sums be in order", () => {
  const line = fc.record({ value: units(0, 24), distance: units(0, 16), before: units(-40, 40), after: units(-40, 40) });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom(1, 3.9), (all, start) => {
      // Sums lie above 2 or 4, where a float32 is a multiple of two or four of the units in which values differ.
      const given = Float32Array.from(all, ({ value }) => 1 + value * UNIT);
      const distances = Float64Array.from(all, ({ distance }) => distance * UNIT);
      const borders = all.slice(1).map(({ after }, place) => {
        const [one, other] = [all[place].before, after].map((part) => Math.fround(start + part * 2 * UNIT));
        return { before: one, after: other };
      });
      const values = orderedValues(Array.from(given, (value, place) => ({ value, distance: distances[place], isFixed: false })), borders);
      if (values === undefined) throw new Error("none");
      borders.forEach(({ before, after }, place) => {
        expect(Math.fround(values[place + 1] + after)).toBeGreaterThanOrEqual(Math.fround(values[place] + before));
      });
      const furthest = values.reduce((most, value, place) => Math.max(most, Math.abs(value - given[place]) + distances[place]), 0);
      expect(isEnough(furthest, given, distances, borders)).toBe(true);
      const least = Math.max(...distances);
      if (furthest > least) expect(isEnough(Math.max(least, furthest - UNIT / 4), given, distances, borders)).toBe(false);
    }),
  );
});

test("the first float32 of which something holds", () => {
  expect(firstFloat32(-1, 1, (x) => x > 0)).toBe(2 ** -149);
  expect(firstFloat32(-1, 1, (x) => x > 0.1)).toBe(Math.fround(0.1) > 0.1 ? Math.fround(0.1) : nextFloat32Up(0.1));
  expect(firstFloat32(-1, 1, (x) => x >= -0.5)).toBe(-0.5);
  expect(firstFloat32(-1, 1, (x) => x > 1)).toBe(undefined);
});
