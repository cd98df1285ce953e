// What the product is: exact sums by BigInt as oracle, one rounding on store, and special values, for every implementation.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GemmOptions, Matrix } from "../../../src/train/gemm/gemm.ts";
import { allWays, inputs, matrix, result, transposes, uniform } from "./matrices.ts";

/** A finite float32 as a multiple of 2^−149; the scaling is exact in float64. */
function scaled(value: number): bigint {
  return BigInt(value * 2 ** 149);
}

function at(x: Matrix, i: number, j: number, transpose: boolean | undefined): number {
  return transpose === true ? x.data[j * x.columns + i] : x.data[i * x.columns + j];
}

/** Exact C₀ + Σ A·B and Σ |A·B| + |C₀| of one element, both as multiples of 2^−298. */
function exactElement(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions, index: number, k: number): [bigint, bigint] {
  const i = Math.floor(index / c.columns);
  const j = index % c.columns;
  const terms = [options.accumulate === true ? scaled(c.data[index]) << 149n : 0n];
  for (let l = 0; l < k; l++) {
    terms.push(scaled(at(a, i, l, options.transposeA)) * scaled(at(b, l, j, options.transposeB)));
  }
  return [terms.reduce((sum, term) => sum + term), terms.reduce((sum, term) => sum + magnitude(term), 0n)];
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/**
 * Largest error a result may have: half a unit in the last place of float32 (2^−24 of the sum, or 2^−150 near zero), plus
 * (k + 1)·2^−53 of the sum of magnitudes for the float64 additions, plus the two combined.
 */
function bound(sum: bigint, magnitudes: bigint, k: number): bigint {
  const additions = (magnitudes * BigInt(k + 2)) >> 52n;
  return ((magnitude(sum) + additions) >> 24n) + additions + (1n << 148n) + 1n;
}

function expectWithinBound(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions, k: number): void {
  for (const [name, multiply] of allWays) {
    const got = result(multiply, a, b, c, options);
    got.forEach((value, index) => {
      const [sum, magnitudes] = exactElement(a, b, c, options, index, k);
      const error = magnitude((scaled(value) << 149n) - sum);
      expect({ name, index, close: error <= bound(sum, magnitudes, k) }).toEqual({ name, index, close: true });
    });
  }
}

describe("against exact sums", () => {
  it.each(transposes)("%o, uniform values", (transpose) => {
    const next = uniform(7);
    for (const [m, k, n] of [[1, 1, 1], [2, 3, 5], [3, 4, 4], [7, 9, 6], [4, 31, 3], [13, 5, 11], [5, 0, 2]]) {
      for (const accumulate of [false, true]) {
        const options = { ...transpose, accumulate };
        const [a, b] = inputs(m, k, n, options, next);
        expectWithinBound(a, b, matrix(m, n, next), options, k);
      }
    }
  });

  it("values of any size whose sums stay finite", () => {
    const value = fc.float({ noNaN: true, min: Math.fround(-1e18), max: Math.fround(1e18) });
    const small = fc.integer({ min: 1, max: 5 });
    const values = fc.array(value, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(small, small, small, fc.boolean(), values, (m, k, n, accumulate, list) => {
        let position = 0;
        const next = () => list[position++ % list.length];
        const [a, b] = inputs(m, k, n, {}, next);
        expectWithinBound(a, b, matrix(m, n, next), { accumulate }, k);
      }),
      { numRuns: 100 },
    );
  });
});

/** One row times one column, repeated to 5×6 so that every kind of tile computes it; what each implementation gives. */
function dot(x: readonly number[], y: readonly number[], old?: number): Record<string, number | string> {
  const a = { data: Float32Array.from([x, x, x, x, x].flat()), rows: 5, columns: x.length };
  const b = { data: Float32Array.from({ length: 6 * y.length }, (_, i) => y[Math.floor(i / 6)]), rows: y.length, columns: 6 };
  const c = matrix(5, 6, () => old ?? 12345);
  return Object.fromEntries(
    allWays.map(([name, multiply]) => {
      const got = result(multiply, a, b, c, { accumulate: old !== undefined });
      return [name, got.every((value) => Object.is(value, got[0])) ? got[0] : `different elements: ${got.join(" ")}`];
    }),
  );
}

function everywhere(value: number): Record<string, number> {
  return Object.fromEntries(allWays.map(([name]) => [name, value]));
}

describe("rounding", () => {
  it("is to nearest, ties to even", () => {
    expect(dot([4097], [4097])).toEqual(everywhere(16785408));
    expect(dot([4097, 1], [4097, 2])).toEqual(everywhere(16785412));
  });
  it("happens once, after the last term", () => {
    expect(dot([4097, 1], [4097, 2 ** -10])).toEqual(everywhere(16785410));
    expect(dot([2 ** 24, 1, 1], [1, 1, 1])).toEqual(everywhere(2 ** 24 + 2));
  });
  it("counts the old element as the first term", () => {
    expect(dot([1, 1], [1, 1], 2 ** 24)).toEqual(everywhere(2 ** 24 + 2));
    expect(dot([2 ** 30, -(2 ** 30)], [2 ** 30, 2 ** 30], 1)).toEqual(everywhere(0));
  });
  it("adds terms in ascending order", () => {
    expect(dot([2 ** 30, -(2 ** 30), 1], [2 ** 30, 2 ** 30, 1])).toEqual(everywhere(1));
    expect(dot([1, 2 ** 30, -(2 ** 30)], [1, 2 ** 30, 2 ** 30])).toEqual(everywhere(0));
  });
  it("keeps sums beyond float32 that come back, and overflows on store only", () => {
    expect(dot([3e38, -3e38], [2, 1])).toEqual(everywhere(Math.fround(3e38)));
    expect(dot([3e38, 3e38], [2, 1])).toEqual(everywhere(Infinity));
  });
  it("keeps subnormals", () => {
    expect(dot([2 ** -75], [2 ** -74])).toEqual(everywhere(2 ** -149));
    expect(dot([2 ** -75], [2 ** -75])).toEqual(everywhere(0));
  });
});

describe("special values", () => {
  it("follow IEEE 754 within a sum", () => {
    expect(dot([Infinity, 1], [2, 1])).toEqual(everywhere(Infinity));
    expect(dot([Infinity, 1], [0, 1])).toEqual(everywhere(NaN));
    expect(dot([Infinity, Infinity], [1, -1])).toEqual(everywhere(NaN));
    expect(dot([1], [1], -Infinity)).toEqual(everywhere(-Infinity));
    expect(dot([1], [1], NaN)).toEqual(everywhere(NaN));
    expect(dot([-0], [1])).toEqual(everywhere(0));
    expect(dot([-0], [1], -0)).toEqual(everywhere(-0));
  });
  it("are untouched by an empty sum", () => {
    expect(dot([], [])).toEqual(everywhere(0));
    expect(dot([], [], -0)).toEqual(everywhere(-0));
    expect(dot([], [], Infinity)).toEqual(everywhere(Infinity));
  });

  it.each(allWays)("stay in their row and column: %s", (_, multiply) => {
    const next = uniform(5);
    const [a, b] = inputs(11, 9, 10, {}, next);
    a.data[4 * 9 + 3] = NaN;
    b.data[2 * 10 + 7] = Infinity;
    const got = result(multiply, a, b, matrix(11, 10, () => NaN));
    got.forEach((value, index) => {
      const i = Math.floor(index / 10);
      const sign = Math.sign(a.data[i * 9 + 2]);
      const expected = i === 4 ? "NaN" : index % 10 === 7 ? String(sign * Infinity) : "finite";
      expect([index, Number.isFinite(value) ? "finite" : String(value)]).toEqual([index, expected]);
    });
  });
});
