// The vector sum against the scalar one: the same bits, whatever the size.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../../src/numeric/random.ts";
import { TILE } from "../../../../src/train/gemm/symmetric/panel.ts";
import { scalarSymmetricSum } from "../../../../src/train/gemm/symmetric/scalar-sum.ts";
import { simdSymmetricSum } from "../../../../src/train/gemm/symmetric/simd-sum.ts";
import { hasWasmSimd } from "../../../../src/wasm/instantiate.ts";

describe.runIf(hasWasmSimd())("the vector sum", () => {
  test("has the scalar sum's bits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 8 }), fc.nat(), fc.nat(), (tiles, groups, before, seed) => {
        const sums = [simdSymmetricSum, scalarSymmetricSum].map((make) => make(tiles * TILE, groups * TILE));
        const generator = new RandomGenerator(seed);
        for (let panel = 0; panel < 3; panel++) {
          for (let i = 0; i < sums[0].panel.length; i++) {
            const value = generator.normal() * 2 ** ((generator.nextUint32() % 40) - 20);
            for (const sum of sums) sum.panel[i] = value;
          }
          for (const sum of sums) sum.accumulate(panel === 2 ? before % tiles : undefined);
        }
        expect(sums[0].sum).toEqual(sums[1].sum);
      }),
      { numRuns: 60 },
    );
  });
});
