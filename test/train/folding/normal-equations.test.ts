// The normal equations against derivatives by differences.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBlockTridiagonal } from "../../../src/train/folding/block-tridiagonal.ts";
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
        const { stride } = matrix;
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
            const [row, column] = [other % size, index % size];
            const found = block > otherBlock + 1 ? 0 : (block === otherBlock ? matrix.diagonal : matrix.above)[(otherBlock * stride + row) * stride + column];
            expect(Math.abs(found - full[index][other]) / scale).toBeLessThan(1e-4);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
