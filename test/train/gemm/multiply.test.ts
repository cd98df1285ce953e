// The product of panels by every engine against the naive loops, and the naive loops against arithmetic of their own.

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { SPECIAL_FLOAT32 } from "../../../src/numeric/float32.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { SCALAR_FLOAT32, SCALAR_FLOAT64, SIMD_FLOAT32 } from "../../../src/train/gemm/blocking.ts";
import { multiplyNaively } from "../../../src/train/gemm/naive.ts";
import { PANEL_WIDTH, placeOf, rowMajorPlaces, storedSize } from "../../../src/train/gemm/panel-matrix.ts";
import { columnsOf, depthBlocks, KC, rowsOf, type MatrixProduct } from "../../../src/train/gemm/product.ts";
import { multiply } from "../../../src/train/gemm/scalar/multiply-panels.ts";
import { emitProduct } from "../../../src/train/gemm/wasm/product-code.ts";
import { instantiate } from "../../../src/wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../../src/wasm/module-builder.ts";
import { v128 } from "../../../src/wasm/simd.ts";

interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly leftAcross: MatrixProduct["leftAcross"];
  readonly rightAcross: MatrixProduct["rightAcross"];
}

/** The product, and the size of the memory its operands take. Matrices may have more steps than are multiplied. */
function placed({ rows, columns, depth, leftAcross, rightAcross }: Case): { readonly product: MatrixProduct; readonly size: number } {
  const left = leftAcross === "rows" ? { start: 16, length: depth + 1, width: rows } : { start: 16, length: rows, width: depth };
  const start = 16 + storedSize(left.length, left.width);
  const right = rightAcross === "columns" ? { start, length: depth + 3, width: columns } : { start, length: columns, width: depth };
  return { product: { depth, left, leftAcross, right, rightAcross }, size: start + storedSize(right.length, right.width) };
}

/** Numbers of all sizes; now and then a zero of either sign, an infinity, a NaN. */
function fill(memory: Float32Array, seed: number, specials: number): void {
  const random = new RandomGenerator(seed);
  for (let i = 0; i < memory.length; i++) {
    const special = SPECIAL_FLOAT32[Math.floor(random.uniform() * SPECIAL_FLOAT32.length)];
    memory[i] = random.uniform() < specials ? special : random.normal() * 2 ** Math.floor(8 * random.uniform());
  }
}

/** The result of `emitProduct`, stored as it is: in panels, from 0 on. */
function byWebAssembly(memory: Float32Array, product: MatrixProduct): Float32Array {
  const size = storedSize(rowsOf(product), columnsOf(product));
  const module = new ModuleBuilder();
  module.exportMemory("memory", Math.ceil((4 * (memory.length + size)) / PAGE_BYTES));
  module.function("run", (code) => {
    emitProduct(code, product, {
      startPanels: () => undefined,
      finish: ({ address, offset }, sums) => code.emit(v128.store(address, sums, offset + 4 * memory.length)),
    });
    return undefined;
  });
  const instance = instantiate(module.finish());
  const cells = new Float32Array(instance.memory("memory"));
  cells.set(memory);
  instance.function("run")();
  return cells.slice(memory.length, memory.length + size);
}

function byJavaScript(memory: Float32Array, product: MatrixProduct): Float32Array {
  const sums = new Float32Array(storedSize(rowsOf(product), columnsOf(product))).fill(7);
  multiply(memory, product, sums);
  return sums;
}

/** Row by row; NaNs alike. */
function elements(stored: Float32Array, product: MatrixProduct): readonly number[] {
  return Array.from(rowMajorPlaces({ start: 0, length: rowsOf(product), width: columnsOf(product) }, "columns"), (place) => stored[place]);
}

function expectNaiveBits(one: Case, seed: number, specials: number): void {
  const { product, size } = placed(one);
  const memory = new Float32Array(size);
  fill(memory, seed, specials);
  const expected = new Float32Array(storedSize(one.rows, one.columns));
  multiplyNaively(memory, product, expected, { start: 0, length: one.rows, width: one.columns });
  for (const engine of [byWebAssembly, byJavaScript]) {
    expect(elements(engine(memory, product), product)).toEqual(elements(expected, product));
  }
}

describe("every engine gives the naive loops' bits", () => {
  const size = fc.integer({ min: 1, max: 40 });
  const cases: fc.Arbitrary<Case> = fc.record({
    rows: size, columns: size, depth: size, leftAcross: fc.constantFrom("rows", "depth"), rightAcross: fc.constantFrom("columns", "depth"),
  });

  it("whatever the sizes and orientations, unusual numbers included", () => {
    fc.assert(fc.property(cases, fc.nat(), fc.constantFrom(0, 0.02, 0.3), expectNaiveBits), { numRuns: 60 });
  });

  it.each<Case>([
    { rows: SIMD_FLOAT32.MC + 13, columns: 20, depth: KC, leftAcross: "rows", rightAcross: "columns" },
    { rows: 3 * SIMD_FLOAT32.MC + 5, columns: 9, depth: KC, leftAcross: "depth", rightAcross: "columns" },
    { rows: 3, columns: SIMD_FLOAT32.NC + 20, depth: 5, leftAcross: "depth", rightAcross: "columns" },
    { rows: 1, columns: 2 * SIMD_FLOAT32.NC, depth: 2, leftAcross: "rows", rightAcross: "columns" },
    { rows: 70, columns: SIMD_FLOAT32.NC + 3, depth: 1, leftAcross: "rows", rightAcross: "columns" },
    { rows: 2, columns: 50, depth: KC - 1, leftAcross: "depth", rightAcross: "depth" },
  ])("beyond blocks: %o", (one) => expectNaiveBits(one, 3, 0));
});

describe("the naive loops", () => {
  it("are exact for small integers", () => {
    const { product, size } = placed({ rows: 5, columns: 11, depth: 17, leftAcross: "rows", rightAcross: "depth" });
    const memory = Float32Array.from({ length: size }, (_, i) => ((7 * i) % 13) - 6);
    const target = { start: 0, length: 5, width: 11 };
    const sums = new Float32Array(storedSize(5, 11));
    multiplyNaively(memory, product, sums, target);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 11; j++) {
        const terms = Array.from({ length: 17 }, (_, l) => memory[placeOf(product.left, l, i)] * memory[placeOf(product.right, j, l)]);
        expect(sums[placeOf(target, i, j)]).toBe(terms.reduce((sum, term) => sum + term, 0));
      }
    }
  });

  it("round products and sums one after the other and start from +0", () => {
    const [left, right] = [0, 16].map((start) => ({ start, length: 2, width: 1 }));
    const product: MatrixProduct = { depth: 2, left, leftAcross: "rows", right, rightAcross: "columns" };
    const target = { start: 0, length: 1, width: 1 };
    const of = (a: readonly number[], b: readonly number[]): number => {
      const memory = new Float32Array(32);
      a.forEach((value, l) => (memory[PANEL_WIDTH * l] = value));
      b.forEach((value, l) => (memory[16 + PANEL_WIDTH * l] = value));
      const sums = new Float32Array(PANEL_WIDTH);
      multiplyNaively(memory, product, sums, target);
      return sums[0];
    };
    expect(of([-1, -1], [0, 0])).toBe(0);
    // (1 + 2^-12)² = 1 + 2^-11 + 2^-24, of which the last term is rounded away; fused it would be left over.
    expect(of([1 + 2 ** -12, 1], [1 + 2 ** -12, -1 - 2 ** -11])).toBe(0);
    expect(of([2 ** 24, 1], [1, 1])).toBe(2 ** 24);
  });
});

test("blocks of the depth are products of their own, in order, of KC steps and what remains", () => {
  for (const leftAcross of ["rows", "depth"] as const) {
    for (const rightAcross of ["columns", "depth"] as const) {
      const depth = 2 * KC + 9;
      const { product, size } = placed({ rows: 3, columns: 5, depth, leftAcross, rightAcross });
      const memory = new Float32Array(size);
      fill(memory, 5, 0);
      const blocks = depthBlocks(product);
      expect(blocks.map((block) => block.depth)).toEqual([KC, KC, 9]);
      blocks.forEach((block, index) => {
        const sums = new Float32Array(storedSize(3, 5));
        multiplyNaively(memory, block, sums, { start: 0, length: 3, width: 5 });
        let sum = 0;
        for (let l = index * KC; l < Math.min(depth, (index + 1) * KC); l++) {
          const a = memory[leftAcross === "rows" ? placeOf(product.left, l, 2) : placeOf(product.left, 2, l)];
          const b = memory[rightAcross === "columns" ? placeOf(product.right, l, 4) : placeOf(product.right, 4, l)];
          sum = Math.fround(sum + Math.fround(a * b));
        }
        expect(sums[placeOf({ start: 0, length: 3, width: 5 }, 2, 4)]).toBe(sum);
      });
    }
  }
});

test("a product that is not cut is refused", () => {
  const { product, size } = placed({ rows: 1, columns: 1, depth: KC + 1, leftAcross: "rows", rightAcross: "columns" });
  expect(() => byWebAssembly(new Float32Array(size), product)).toThrow(new RangeError("a product of depth 257 is not cut"));
});

test("bits do not depend on the engine: the blocks of a sum are the same in every row of sizes", () => {
  expect([SIMD_FLOAT32, SCALAR_FLOAT32, SCALAR_FLOAT64].map((row) => row.KC)).toEqual([256, 256, 256]);
});
