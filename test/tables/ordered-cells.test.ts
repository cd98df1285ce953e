// Lines of cells in order: every float32 of a domain as the interpreter computes it, and the least shifts against the paths that bound them.

import fc from "fast-check";
import { expect, test } from "vitest";
import { piecewiseLinearOutputs } from "../../src/analysis/breakpoints.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { nextFloat32Up } from "../../src/numeric/float32.ts";
import { dyadicOf } from "../../src/program/domains/dyadic.ts";
import { valueAt, type PiecewiseLinear } from "../../src/program/domains/piecewise-linear.ts";
import { compare, exactly } from "../../src/program/domains/rational.ts";
import { gridOfCount, gridOfPowerOfTwo, type CellGrid } from "../../src/tables/cell-grid.ts";
import { fitCells, type FittedCells } from "../../src/tables/fit-cells.ts";
import { firstFloat32 } from "../../src/tables/float32-order.ts";
import { leastShifts } from "../../src/tables/least-shifts.ts";
import { tableOfLines } from "../../src/tables/numbers/float32-lines.ts";
import { orderedCells } from "../../src/tables/ordered-cells.ts";
import { tabulatedNetwork } from "../../src/tables/tabulated-network.ts";
import { denseNetwork } from "../fixtures.ts";

/** Every float32 from 1 to 1.0625. */
const EVERY = new Float32Array(Uint32Array.from({ length: 2 ** 19 + 1 }, (_, place) => 0x3f800000 + place).buffer);
const [LOW, HIGH] = [EVERY[0], EVERY[EVERY.length - 1]];

function fitted(seed: number, grid: CellGrid | undefined) {
  const network = denseNetwork([1, 6, 4, 1], seed);
  const program = lower(runPasses(network));
  const found = piecewiseLinearOutputs(program, LOW, HIGH);
  if (found.kind === "unknown" || grid === undefined) throw new Error("no lines or no grid");
  const cells = fitCells(found.outputs[0], grid);
  return { target: found.outputs[0], ordered: orderedCells(found.outputs[0], grid, cells), grid };
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
  [1, "non-decreasing", gridOfPowerOfTwo(LOW, HIGH, -6)],
  [2, "non-increasing", gridOfPowerOfTwo(LOW, HIGH, -9)],
  [3, "non-increasing", gridOfCount(LOW, HIGH, 11)],
  [4, "non-decreasing", gridOfCount(LOW, HIGH, 300)],
] as const)("every float32 of a domain has its result in order, no further from the network than is said (seed %i)", (seed, monotony, given) => {
  const { target, ordered, grid } = fitted(seed, given);
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
  const ordered = orderedCells(target, grid, cells);
  expect(outOfOrder(resultsOf(cells, grid), 1)).toBeGreaterThan(0);
  expect(ordered && outOfOrder(resultsOf(ordered, grid), 1)).toBe(-1);
  expect(ordered?.deviation).toBeLessThan(1.001 * cells.deviation);
});

test("a function that rises and falls has no order", () => {
  const pieces = [1, -1].map((slope) => ({ slope: dyadicOf(slope), intercept: dyadicOf(0) }));
  const target = { breaks: [exactly(0)], pieces };
  const grid = gridOfPowerOfTwo(-1, 1, -2);
  if (grid === undefined) throw new Error("no grid");
  expect(orderedCells(target, grid, fitCells(target, grid))).toBe(undefined);
});

const numbers = (length: number) => fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length });

test("shifts are as small as the paths between any two neighbours allow", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }).chain((count) => fc.tuple(numbers(count - 1), numbers(count))), ([behind, given]) => {
      const distances = Float64Array.from(given, Math.abs);
      const shifts = leastShifts(behind, distances);
      shifts.slice(1).forEach((shift, place) => {
        expect(shift - shifts[place]).toBeGreaterThanOrEqual(behind[place] - 1e-9);
      });
      // From i to j shifts rise by the sum: one of the two is half of it away from 0, less the difference of the distances.
      let least = Math.max(...distances);
      for (let i = 0; i < shifts.length; i++) {
        let rise = 0;
        for (let j = i + 1; j < shifts.length; j++) {
          rise += behind[j - 1];
          least = Math.max(least, (distances[i] + distances[j] + rise) / 2);
        }
      }
      expect(Math.max(...shifts.map((shift, place) => Math.abs(shift) + distances[place]))).toBeCloseTo(least, 9);
    }),
  );
});

test("the first float32 of which something holds", () => {
  expect(firstFloat32(-1, 1, (x) => x > 0)).toBe(2 ** -149);
  expect(firstFloat32(-1, 1, (x) => x > 0.1)).toBe(Math.fround(0.1) > 0.1 ? Math.fround(0.1) : nextFloat32Up(0.1));
  expect(firstFloat32(-1, 1, (x) => x >= -0.5)).toBe(-0.5);
  expect(firstFloat32(-1, 1, (x) => x > 1)).toBe(undefined);
});
