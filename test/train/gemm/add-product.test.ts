// Products added to what memory holds, in both element types, against one sum after the other.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import type { Elements } from "../../../src/train/gemm/blocking.ts";
import { addProduct, strided } from "../../../src/train/gemm/scalar/add-product.ts";
import { FLOAT32_KERNEL } from "../../../src/train/gemm/scalar/float32-tiles.ts";
import { FLOAT64_KERNEL } from "../../../src/train/gemm/scalar/float64-tiles.ts";
import type { ScalarKernel } from "../../../src/train/gemm/scalar/block-kernel.ts";

/** ((c + s₁) + s₂) + …, each s the chain of 256 products from +0. */
function expected(round: (value: number) => number, start: number, terms: readonly (readonly [number, number])[]): number {
  let total = start;
  for (let first = 0; first < terms.length; first += 256) {
    const sum = terms.slice(first, first + 256).reduce((chain, [a, b]) => round(chain + round(a * b)), 0);
    total = round(total + sum);
  }
  return total;
}

const columnCounts = fc.constantFrom(4, 8, 36);
const depths = fc.constantFrom(1, 7, 8, 255, 256, 257, 600);

function check<E extends Elements>(kernel: ScalarKernel<E>, round: (value: number) => number): void {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), columnCounts, depths, fc.boolean(), fc.nat(), (rows, columns, depth, transposed, seed) => {
      const random = new RandomGenerator(seed);
      const [a, b, c] = [3 + rows * depth, 5 + depth * columns, rows * columns].map((size) => {
        const array = kernel.zeros(size);
        for (let i = 0; i < size; i++) array[i] = random.normal();
        return array;
      });
      const before = c.slice();
      const left = transposed ? strided(a, 3, 1, rows) : strided(a, 3, depth, 1);
      addProduct(kernel, left, { data: b, start: 5, row: columns }, { data: c, start: 0, row: columns }, { rows, columns, depth });
      for (let i = 0; i < rows; i += 3) {
        for (let j = 0; j < columns; j += 5) {
          const factorAt = (l: number): number => a[3 + (transposed ? l * rows + i : i * depth + l)];
          const terms = Array.from({ length: depth }, (_, l) => [factorAt(l), b[5 + l * columns + j]] as const);
          expect(c[i * columns + j]).toBe(expected(round, before[i * columns + j], terms));
        }
      }
    }),
    { numRuns: 40 },
  );
}

describe("what memory holds takes the sums of the blocks one after the other", () => {
  it("in float32", () => check(FLOAT32_KERNEL, Math.fround));
  it("in float64", () => check(FLOAT64_KERNEL, (value) => value));
});
