// The normal equations against derivatives by differences, and the solver against elimination on the full matrix.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBlockTridiagonal, solveInPlace } from "../../../src/train/folding/block-tridiagonal.ts";
import type { Fold } from "../../../src/train/folding/fold.ts";
import { compareWithTarget, copyFold, createNodes } from "../../../src/train/folding/fold.ts";
import { knotUnit, NormalEquations } from "../../../src/train/folding/normal-equations.ts";
import { randomFold, valueOfFold } from "./random-folds.ts";

/** The fold with one unknown moved. */
function nudged(fold: Fold, unknown: number, by: number): Fold {
  const next = copyFold(fold);
  const folds = fold.signs.length;
  const knot = Math.floor(unknown / (folds + 2));
  const which = unknown % (folds + 2);
  if (which < folds) next.amplitudes[knot * folds + which] *= 1 + by;
  else if (which === folds) next.values[knot] += by;
  else if (fold.movable[knot] === 1) next.knots[knot] += by * knotUnit(fold, knot);
  return next;
}

/** Value at a place given by x, on the side of a knot that the interval says. */
function valueOn(fold: Fold, interval: number, x: number): number {
  const folds = fold.signs.length;
  const position = (x - fold.knots[interval]) / (fold.knots[interval + 1] - fold.knots[interval]);
  const only: Fold = {
    ...fold,
    knots: fold.knots.slice(interval, interval + 2), values: fold.values.slice(interval, interval + 2),
    amplitudes: fold.amplitudes.slice(interval * folds, (interval + 2) * folds), active: fold.active.slice(interval * folds, (interval + 1) * folds),
  };
  return valueOfFold(only, only.knots[0] + position * (only.knots[1] - only.knots[0]));
}

describe("NormalEquations", () => {
  it("are JᵀWJ and −JᵀWr", () => {
    fc.assert(
      fc.property(randomFold(), (fold) => {
        const folds = fold.signs.length;
        const intervals = fold.knots.length - 1;
        const size = folds + 2;
        const unknowns = (intervals + 1) * size;
        const nodes = createNodes(intervals, folds);
        compareWithTarget(fold, (x) => x * x - 1, nodes);
        const weights = nodes.residuals.map((_, at) => 1 + ((at * 7) % 5));
        const matrix = createBlockTridiagonal(intervals + 1, size);
        const right = new Float64Array(unknowns);
        new NormalEquations(folds).assemble(fold, nodes, weights, matrix, right);
        const full = Array.from({ length: unknowns }, () => new Float64Array(unknowns));
        const expectedRight = new Float64Array(unknowns);
        const step = 1e-6;
        for (let interval = 0; interval < intervals; interval++) {
          for (let node = 0; node < nodes.counts[interval]; node++) {
            const at = interval * nodes.stride + node;
            const x = fold.knots[interval] + nodes.positions[at] * (fold.knots[interval + 1] - fold.knots[interval]);
            const row = Array.from({ length: unknowns }, (_, unknown) =>
              (valueOn(nudged(fold, unknown, step), interval, x) - valueOn(nudged(fold, unknown, -step), interval, x)) / (2 * step));
            row.forEach((one, a) => {
              expectedRight[a] -= weights[at] * nodes.residuals[at] * one;
              row.forEach((other, b) => (full[a][b] += weights[at] * one * other));
            });
          }
        }
        const scale = 1 + Math.max(...full.map((row, index) => row[index]));
        // Folds with kinks at one point share their nodes, where differences give each its half and prefix sums order
        // them.
        for (let index = 0; index < unknowns; index++) {
          const block = Math.floor(index / size);
          expect(Math.abs(right[index] - expectedRight[index]) / (1 + Math.max(...expectedRight.map(Math.abs)))).toBeLessThan(1e-4);
          for (let other = 0; other <= index; other++) {
            const otherBlock = Math.floor(other / size);
            const found = block === otherBlock
              ? matrix.diagonal[index * size + (other % size)]
              : block === otherBlock + 1 ? matrix.below[(otherBlock * size + (index % size)) * size + (other % size)] : 0;
            expect(Math.abs(found - full[index][other]) / scale).toBeLessThan(1e-4);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Gaussian elimination without pivoting, enough for positive definite matrices. */
function eliminate(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((row, index) => [...row, right[index]]);
  rows.forEach((pivot, index) => {
    for (let below = index + 1; below < rows.length; below++) {
      const factor = rows[below][index] / pivot[index];
      pivot.forEach((value, column) => (rows[below][column] -= factor * value));
    }
  });
  const solution = new Float64Array(rows.length);
  for (let index = rows.length - 1; index >= 0; index--) {
    let rest = rows[index][rows.length];
    for (let column = index + 1; column < rows.length; column++) rest -= rows[index][column] * solution[column];
    solution[index] = rest / rows[index][index];
  }
  return solution;
}

describe("solveInPlace", () => {
  const shape = fc.record({ blocks: fc.integer({ min: 1, max: 5 }), size: fc.integer({ min: 1, max: 4 }), seed: fc.integer({ min: 1, max: 1e6 }) });

  it("solves what elimination on the full matrix solves", () => {
    fc.assert(
      fc.property(shape, ({ blocks, size, seed }) => {
        let state = seed;
        const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
        const matrix = createBlockTridiagonal(blocks, size);
        const full = Array.from({ length: blocks * size }, () => new Float64Array(blocks * size));
        for (let row = 0; row < blocks * size; row++) {
          for (let column = 0; column <= row; column++) {
            const [block, other] = [Math.floor(row / size), Math.floor(column / size)];
            if (block > other + 1) continue;
            const value = row === column ? 3 * size : next();
            full[row][column] = value;
            full[column][row] = value;
            if (block === other) matrix.diagonal[row * size + (column % size)] = value;
            else matrix.below[(other * size + (row % size)) * size + (column % size)] = value;
          }
        }
        const right = Float64Array.from(full, next);
        const expected = eliminate(full, right);
        expect(solveInPlace(matrix, right)).toBe(true);
        right.forEach((value, index) => expect(value).toBeCloseTo(expected[index], 10));
      }),
    );
  });

  it("says when a matrix is not positive definite", () => {
    const matrix = createBlockTridiagonal(2, 1);
    matrix.diagonal.set([1, 1]);
    matrix.below.set([2]);
    expect(solveInPlace(matrix, new Float64Array(2))).toBe(false);
  });
});
