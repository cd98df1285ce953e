// Cholesky against mathjs BigNumber arithmetic of 60 digits, and on matrices that have no factor.

import { all, create } from "mathjs";
import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { Cholesky } from "../../../src/train/second-order/cholesky.ts";

const math = create(all, { number: "BigNumber", precision: 60 });

/** BᵀB + shift·I for a random B: symmetric and positive definite. */
function definite(size: number, seed: number, shift: number): Float64Array {
  const generator = new RandomGenerator(seed);
  const b = Float64Array.from({ length: size * size }, () => generator.normal());
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    let sum = i === j ? shift : 0;
    for (let k = 0; k < size; k++) sum += b[k * size + Math.max(i, j)] * b[k * size + Math.min(i, j)];
    return sum;
  });
}

/** The factor by the textbook's formula, element by element, to 60 digits. */
function exactFactor(matrix: Float64Array, size: number): number[] {
  const rows: math.BigNumber[][] = [];
  for (let i = 0; i < size; i++) {
    const row: math.BigNumber[] = [];
    for (let j = 0; j <= i; j++) {
      let sum = math.bignumber(matrix[i * size + j]);
      for (let k = 0; k < j; k++) sum = sum.minus(row[k].times((rows[j] ?? row)[k]));
      row.push(i === j ? sum.sqrt() : sum.div(rows[j][j]));
    }
    rows.push(row);
  }
  return rows.flatMap((row) => row.map((value) => value.toNumber()));
}

function choleskyOf(matrix: Float64Array): Cholesky {
  const cholesky = new Cholesky(Math.sqrt(matrix.length));
  cholesky.matrix.set(matrix);
  return cholesky;
}

describe("factor", () => {
  test.each([4, 8, 20, 32, 36, 72])("of size %i is the exact one within rounding", (size) => {
    const matrix = definite(size, size, 0.5);
    const exact = exactFactor(matrix, size);
    const cholesky = choleskyOf(matrix);
    expect(cholesky.factor()).toBe(true);
    const found: number[] = [];
    for (let i = 0; i < size; i++) found.push(...cholesky.matrix.subarray(i * size, i * size + i + 1));
    const scale = Math.max(...exact.map(Math.abs));
    found.forEach((value, at) => expect(Math.abs(value - exact[at])).toBeLessThanOrEqual(1e-12 * scale));
  });

  test("does not depend on what is above the diagonal", () => {
    const size = 44;
    const whole = definite(size, 3, 1);
    const half = whole.map((value, at) => (at % size > Math.floor(at / size) ? 1e300 : value));
    const [first, second] = [choleskyOf(whole), choleskyOf(half)];
    expect([first.factor(), second.factor()]).toEqual([true, true]);
    for (let i = 0; i < size; i++) {
      const row = [i * size, i * size + i + 1] as const;
      expect(second.matrix.slice(...row)).toEqual(first.matrix.slice(...row));
    }
  });

  test.each<[string, (matrix: Float64Array) => void]>([
    ["indefinite", (matrix) => void (matrix[5 * 8 + 5] = -1)],
    ["singular", (matrix) => matrix.fill(0)],
    ["of NaN", (matrix) => matrix.fill(NaN)],
    ["infinite", (matrix) => void (matrix[0] = Infinity)],
  ])("says that a matrix is %s", (_, spoil) => {
    const matrix = definite(8, 1, 1);
    spoil(matrix);
    expect(choleskyOf(matrix).factor()).toBe(false);
  });
});

test.each([12, 100])("solve solves systems of %i unknowns", (size) => {
  const matrix = definite(size, 9, 1);
  const cholesky = choleskyOf(matrix);
  const x = Float64Array.from({ length: size }, (_, i) => i - 4.5);
  const b = x.map((_, i) => x.reduce((sum, value, j) => sum + matrix[i * size + j] * value, 0));
  expect(cholesky.factor()).toBe(true);
  cholesky.solve(b);
  b.forEach((value, i) => expect(Math.abs(value - x[i])).toBeLessThanOrEqual(1e-9));
});
