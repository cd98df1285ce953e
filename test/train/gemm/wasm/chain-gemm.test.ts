// The WebAssembly product against the scalar chain bit by bit, and the scalar chain against hand-computed roundings.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GemmOptions, Matrix } from "../../../../src/train/gemm/gemm.ts";
import { chainGemm } from "../../../../src/train/gemm/wasm/chain-gemm.ts";
import { BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS, PACKED_ROWS } from "../../../../src/train/gemm/wasm/layout.ts";
import { scalarChainGemm } from "../../../../src/train/gemm/wasm/scalar-chain.ts";
import { firstDifference, inputs, matrix, result, transposes, uniform } from "../matrices.ts";

function expectSameBits(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions): void {
  const expected = result(scalarChainGemm, a, b, c, options);
  const index = firstDifference(expected, result(chainGemm, a, b, c, options));
  expect({ sizes: [a.rows, a.columns, c.columns], options, index }).toEqual({ sizes: [a.rows, a.columns, c.columns], options, index: -1 });
}

describe.each(transposes)("bits equal to the scalar chain with %o", (transpose) => {
  it.each([false, true])("around the sizes of tiles and blocks, accumulate %s", (accumulate) => {
    const next = uniform(2);
    const shapes = [
      [1, 1, 1], [4, 1, 8], [5, 2, 9], [3, 4, 7], [8, 31, 16], [100, 1, 16], [16, 100, 33], [1, 300, 1], [0, 3, 4], [3, 4, 0], [3, 0, 4],
      [PACKED_ROWS + 1, BLOCK_DEPTH - 1, 9], [9, BLOCK_DEPTH + 3, BLOCK_COLUMNS + 2], [BLOCK_ROWS + 5, 7, 12], [7, 2 * BLOCK_DEPTH + 1, 5],
    ];
    for (const [m, k, n] of shapes) {
      const options = { ...transpose, accumulate };
      const [a, b] = inputs(m, k, n, options, next);
      expectSameBits(a, b, matrix(m, n, next), options);
    }
  });
});

describe("random products", () => {
  const size = fc.integer({ min: 0, max: 40 });
  const flags = fc.record({ transposeA: fc.boolean(), transposeB: fc.boolean(), accumulate: fc.boolean() });
  const anyFloat = fc.oneof(fc.float(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 1e-45, 3.4028234663852886e38));
  const layout = fc.tuple(fc.nat(9), fc.nat(9));
  const view = (rows: number, columns: number, offset: number, gap: number, values: readonly number[]): Matrix => {
    const stride = columns + gap;
    const data = Float32Array.from({ length: offset + rows * stride + gap }, (_, i) => values[i % values.length]);
    return { data, rows, columns, offset, stride };
  };

  it("agree for any shape, view, option and value, and leave the surroundings of C alone", () => {
    const values = fc.array(anyFloat, { minLength: 1, maxLength: 97 });
    fc.assert(
      fc.property(size, size, size, flags, layout, layout, layout, values, (m, k, n, options, la, lb, lc, list) => {
        const a = options.transposeA ? view(k, m, ...la, list) : view(m, k, ...la, list);
        const b = options.transposeB ? view(n, k, ...lb, list.toReversed()) : view(k, n, ...lb, list.toReversed());
        expectSameBits(a, b, view(m, n, ...lc, list), options);
      }),
      { numRuns: 300 },
    );
  });
});

/** The only element of a row times a column, by both ways, which must agree. */
function dot(x: readonly number[], y: readonly number[], old?: number): number {
  const a = { data: Float32Array.from(x), rows: 1, columns: x.length };
  const b = { data: Float32Array.from(y), rows: y.length, columns: 1 };
  const results = [scalarChainGemm, chainGemm].map((multiply) => {
    const c = matrix(1, 1, () => old ?? 12345);
    multiply(a, b, c, { accumulate: old !== undefined });
    return c.data[0];
  });
  expect(results[1]).toBe(results[0]);
  return results[0];
}

describe("rounding", () => {
  it("happens after every product and after every sum", () => {
    // 4097² = 16785409 lies between two float32; a fused multiply-add would keep its last bit for the sum.
    expect(dot([4097], [4097])).toBe(16785408);
    expect(dot([1, 4097], [-16785408, 4097])).toBe(0);
    expect(dot([2 ** 24, 1, 1], [1, 1, 1])).toBe(2 ** 24);
    expect(dot([1, 1, 2 ** 24], [1, 1, 1])).toBe(2 ** 24 + 2);
  });
  it("starts with the old element, and with +0 otherwise", () => {
    expect(dot([1, 1], [1, 1], 2 ** 24)).toBe(2 ** 24);
    expect(dot([-0], [1])).toBe(0);
    expect(dot([-0], [1], -0)).toBe(-0);
  });
  it("overflows where a partial sum does", () => expect(dot([3e38, 3e38, -3e38], [1, 1, 1])).toBe(Infinity));
  it("keeps subnormals", () => expect(dot([2 ** -75], [2 ** -74])).toBe(2 ** -149));
});

it("refuses operands that do not fit", () => {
  const next = uniform(1);
  expect(() => chainGemm(matrix(2, 3, next), matrix(4, 2, next), matrix(2, 2, next))).toThrow(RangeError);
});
