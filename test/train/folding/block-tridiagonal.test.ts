// The solver against elimination on the full matrix, with either arithmetic; and the vectors against plain JavaScript, bit for bit.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BlockKernels } from "../../../src/train/folding/block-kernels.ts";
import { solveInPlace } from "../../../src/train/folding/block-tridiagonal.ts";
import { scalarBlocks } from "../../../src/train/folding/scalar-blocks.ts";
import { simdBlocks } from "../../../src/train/folding/simd-blocks.ts";
import { hasWasmSimd } from "../../../src/wasm/instantiate.ts";

const kernels = { scalarBlocks, ...(hasWasmSimd() ? { simdBlocks } : {}) };

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

/** Fills a matrix with a positive definite one, and gives all of it, with a right-hand side. */
function fill(matrix: BlockKernels, seed: number): { readonly full: readonly Float64Array[]; readonly right: Float64Array } {
  const { blocks, size, stride } = matrix;
  let state = seed;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  const full = Array.from({ length: blocks * size }, () => new Float64Array(blocks * size));
  for (let column = 0; column < blocks * size; column++) {
    for (let row = 0; row <= column; row++) {
      const [block, other] = [Math.floor(row / size), Math.floor(column / size)];
      if (other > block + 1) continue;
      const value = row === column ? 3 * size : next();
      full[row][column] = value;
      full[column][row] = value;
      (block === other ? matrix.diagonal : matrix.above)[(block * stride + (row % size)) * stride + (column % size)] = value;
    }
  }
  return { full, right: Float64Array.from(full, next) };
}

describe.each(Object.entries(kernels))("solveInPlace by %s", (_, create) => {
  const shape = fc.record({ blocks: fc.integer({ min: 1, max: 5 }), size: fc.integer({ min: 1, max: 20 }), seed: fc.integer({ min: 1, max: 1e6 }) });

  it("solves what elimination on the full matrix solves", () => {
    fc.assert(
      fc.property(shape, ({ blocks, size, seed }) => {
        const matrix = create(blocks, size);
        const { full, right } = fill(matrix, seed);
        const expected = eliminate(full, right);
        expect(solveInPlace(matrix, right)).toBe(true);
        right.forEach((value, index) => expect(value).toBeCloseTo(expected[index], 10));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ["in the second block", [1, 1], 2],
    ["in the first block", [-1, 1], 0],
    ["for it holds NaN", [NaN, 1], 0],
  ])("says when a matrix is not positive definite: %s", (_where, diagonal, above) => {
    const matrix = create(2, 1);
    diagonal.forEach((value, block) => (matrix.diagonal[block * matrix.stride ** 2] = value));
    matrix.above[0] = above;
    expect(solveInPlace(matrix, new Float64Array(2))).toBe(false);
  });
});

describe.runIf(hasWasmSimd())("the vectors", () => {
  it("have the bits of plain JavaScript", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1e6 }), (blocks, size, seed) => {
        const [plain, vectors] = [scalarBlocks, simdBlocks].map((create) => {
          const matrix = create(blocks, size);
          const { right } = fill(matrix, seed);
          expect(solveInPlace(matrix, right)).toBe(true);
          return { right, above: matrix.above };
        });
        expect(vectors).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });
});
