// The sum of panels' products against the plain triple loop.

import fc from "fast-check";
import { expect, test } from "vitest";
import { RandomGenerator } from "../../../../src/numeric/random.ts";
import { columnStart, TILE } from "../../../../src/train/gemm/symmetric/panel.ts";
import { scalarSymmetricSum } from "../../../../src/train/gemm/symmetric/scalar-sum.ts";
import { panelRows, symmetricSum } from "../../../../src/train/gemm/symmetric/symmetric-sum.ts";

test("is JᵀJ with the rows of each panel in order, bit for bit", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }), fc.nat(), (tiles, groups, panels, seed) => {
      const [size, rows] = [tiles * TILE, groups * TILE];
      const generator = new RandomGenerator(seed);
      const sum = scalarSymmetricSum(size, rows);
      const expected = new Float64Array(size * size);
      for (let panel = 0; panel < panels; panel++) {
        const j = Array.from({ length: rows }, () => Float64Array.from({ length: size }, () => generator.normal()));
        j.forEach((row, r) => row.forEach((value, c) => (sum.panel[columnStart(c, rows) + TILE * r] = value)));
        sum.accumulate();
        expected.forEach((_, at) => {
          const [a, b] = [Math.floor(at / size), at % size];
          expected[at] += j.reduce((products, row) => products + row[a] * row[b], 0);
        });
      }
      for (let a = 0; a < size; a++) for (let b = 0; b <= a; b++) expect(sum.sum[a * size + b]).toBe(expected[a * size + b]);
    }),
    { numRuns: 50 },
  );
});

test("leaves what comes before the first tile alone", () => {
  const sum = scalarSymmetricSum(3 * TILE, TILE);
  sum.panel.fill(1);
  sum.accumulate(1);
  for (let a = 0; a < sum.size; a++) for (let b = 0; b <= a; b++) expect(sum.sum[a * sum.size + b]).toBe(b < TILE ? 0 : TILE);
});

test("sums hold whole tiles; panels have fewer rows the more columns there are", () => {
  expect([1, 5, 300, 2049].map((columns) => symmetricSum(columns, 16).size)).toEqual([4, 8, 300, 2052]);
  expect([1, 5, 300, 2049].map(panelRows)).toEqual([128, 128, 128, 28]);
});
