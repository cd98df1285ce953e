// Every fast way to multiply gives the bits of naiveGemm: all transposes, accumulation, odd sizes, views, special values.
// What the right bits are is the business of numerics.test.ts.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { naiveGemm, type GemmOptions, type Matrix } from "../../../src/train/gemm/gemm.ts";
import { blockedWith, fastWays, firstDifference, inputs, loopKernel, matrix, result, transposes, uniform } from "./matrices.ts";

const sizes = [1, 2, 3, 5, 7, 15, 16, 17, 31, 33, 64, 65, 100, 129, 257];

/** Each size in each place, next to near and far neighbours of the list, and the largest cube and thin shapes. */
const shapes = [
  ...[[0, 0], [1, 4], [4, 1], [7, 11], [13, 6]].flatMap(([near, far]) =>
    sizes.map((m, i) => [m, sizes[(i + near) % sizes.length], sizes[(i + far) % sizes.length]]),
  ),
  [1, 1, 257], [1, 257, 1], [257, 1, 1], [1, 257, 257], [257, 1, 257], [257, 257, 1],
  [97, 600, 97], [193, 100, 515], [0, 3, 4], [3, 0, 4], [3, 4, 0], [0, 0, 0],
];

function disagreements(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions): string[] {
  const expected = result(naiveGemm, a, b, c, options);
  return fastWays.flatMap(([name, multiply]) => {
    const index = firstDifference(expected, result(multiply, a, b, c, options));
    return index < 0 ? [] : [`${name} differs at ${index}`];
  });
}

describe.each(transposes)("bits equal to the naive product with %o", (transpose) => {
  it.each([false, true])("for odd sizes, accumulate %s", (accumulate) => {
    const next = uniform(1);
    for (const [m, k, n] of shapes) {
      const options = { ...transpose, accumulate };
      const [a, b] = inputs(m, k, n, options, next);
      const c = matrix(m, n, next);
      expect({ m, k, n, wrong: disagreements(a, b, c, options) }).toEqual({ m, k, n, wrong: [] });
    }
  });
});

const size = fc.integer({ min: 0, max: 24 });
const flags = fc.record({ transposeA: fc.boolean(), transposeB: fc.boolean(), accumulate: fc.boolean() });
const anyFloat = fc.oneof(fc.float(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 1e-45, 3.4028234663852886e38));

function view(rows: number, columns: number, offset: number, gap: number, values: readonly number[]): Matrix {
  const stride = columns + gap;
  const data = Float32Array.from({ length: offset + rows * stride + gap }, (_, i) => values[i % values.length]);
  return { data, rows, columns, offset, stride };
}

describe("random products", () => {
  it("agree for any shape, view, option and value, and leave the surroundings of C alone", () => {
    const layout = fc.tuple(fc.nat(9), fc.nat(9));
    const values = fc.array(anyFloat, { minLength: 1, maxLength: 97 });
    fc.assert(
      fc.property(size, size, size, flags, layout, layout, layout, values, (m, k, n, options, la, lb, lc, list) => {
        const a = options.transposeA ? view(k, m, ...la, list) : view(m, k, ...la, list);
        const b = options.transposeB ? view(n, k, ...lb, list.toReversed()) : view(k, n, ...lb, list.toReversed());
        const c = view(m, n, ...lc, list);
        expect(disagreements(a, b, c, options)).toEqual([]);
        const after = result(naiveGemm, a, b, c, options);
        const stride = n + lc[1];
        const outside = (_: number, i: number) => i < lc[0] || (i - lc[0]) % stride >= n || (i - lc[0]) / stride >= m;
        expect(after.filter(outside)).toEqual(c.data.filter(outside));
      }),
      { numRuns: 500 },
    );
  });

  it("do not depend on the sizes of blocks and tiles", () => {
    const factor = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(size, size, size, flags, fc.array(factor, { minLength: 5, maxLength: 5 }), (m, k, n, options, f) => {
        const kernel = loopKernel(f[0], f[1]);
        const blocking = { kernel, blockRows: f[0] * f[2], blockDepth: f[3], blockColumns: f[1] * f[4] };
        const next = uniform(m + 25 * k + 625 * n);
        const [a, b] = inputs(m, k, n, options, next);
        const c = matrix(m, n, next);
        const expected = result(naiveGemm, a, b, c, options);
        expect(firstDifference(expected, result(blockedWith(blocking), a, b, c, options))).toBe(-1);
      }),
      { numRuns: 300 },
    );
  });
});

describe("views", () => {
  it("may lie side by side in one array", () => {
    const next = uniform(3);
    const data = Float32Array.from({ length: 40 * 30 }, next);
    const a = { data, rows: 40, columns: 10, stride: 30 };
    const b = { data: Float32Array.from({ length: 100 }, next), rows: 10, columns: 10 };
    const c = { data, rows: 40, columns: 10, offset: 20, stride: 30 };
    const separate = result(naiveGemm, a, b, matrix(40, 10, () => 0));
    for (const [name, multiply] of fastWays) {
      const shared = data.slice();
      multiply({ ...a, data: shared }, b, { ...c, data: shared });
      const expected = data.map((value, i) => (i % 30 < 20 ? value : separate[Math.floor(i / 30) * 10 + (i % 30) - 20]));
      expect([name, firstDifference(expected, shared)]).toEqual([name, -1]);
    }
  });
});
