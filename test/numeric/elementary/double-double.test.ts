// The double-double arithmetic and the logarithm built on it, against 60-digit arithmetic.
import fc from "fast-check";
import { all, type BigNumber, create } from "mathjs";
import { describe, expect, test } from "vitest";
import {
  add,
  divide,
  type DoubleDouble,
  exactProduct,
  exactSum,
  exactSumOrdered,
  multiply,
  squareRoot,
} from "../../../src/numeric/elementary/double-double.ts";
import { logarithmPair } from "../../../src/numeric/elementary/logarithm.ts";
import { pointsFor } from "./points.ts";

const math = create(all, { number: "BigNumber", precision: 60 });

/** A float64 of moderate size as an integer in units of 2^-400, without rounding. */
function fixed(value: number): bigint {
  return BigInt(value * 2 ** 200 * 2 ** 200);
}

function fixedSum(pair: DoubleDouble): bigint {
  return fixed(pair.high) + fixed(pair.low);
}

function exactly(value: number): BigNumber {
  return math.bignumber(fixed(value).toString()).div(math.bignumber(2).pow(400));
}

function sumOf(pair: DoubleDouble): BigNumber {
  return exactly(pair.high).plus(exactly(pair.low));
}

function relativeError(result: DoubleDouble, reference: BigNumber): number {
  return sumOf(result).minus(reference).div(reference).abs().toNumber();
}

const moderate = fc.double({ min: 2 ** -20, max: 2 ** 20, noNaN: true });
const signed = fc.tuple(moderate, fc.boolean()).map(([value, isNegative]) => (isNegative ? -value : value));
const pair = fc.tuple(moderate, fc.double({ min: -1, max: 1, noNaN: true })).map(([high, share]) => {
  // A low part of at most half a unit in the last place.
  return exactSumOrdered(high, Math.fround(share) * high * 2 ** -54);
});

describe("without error", () => {
  test("sums and products of float64", () => {
    fc.assert(
      fc.property(signed, signed, (a, b) => {
        expect(fixedSum(exactSum(a, b))).toBe(fixed(a) + fixed(b));
        expect(fixedSum(exactProduct(a, b)) << 400n).toBe(fixed(a) * fixed(b));
        const [larger, smaller] = Math.abs(a) >= Math.abs(b) ? [a, b] : [b, a];
        expect(exactSumOrdered(larger, smaller)).toEqual(exactSum(larger, smaller));
      }),
    );
  });
});

describe("with about a hundred bits", () => {
  test("sums, products, quotients and roots of double-doubles", () => {
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        expect(relativeError(add(a, b), sumOf(a).plus(sumOf(b)))).toBeLessThan(2 ** -103);
        expect(relativeError(multiply(a, b), sumOf(a).times(sumOf(b)))).toBeLessThan(2 ** -101);
        expect(relativeError(divide(a, b), sumOf(a).div(sumOf(b)))).toBeLessThan(2 ** -100);
        expect(relativeError(squareRoot(a), sumOf(a).sqrt())).toBeLessThan(2 ** -100);
      }),
      { numRuns: 500 },
    );
  });

  test("the logarithm keeps 67 bits, as powers need", () => {
    for (const [x] of pointsFor("log", 1500)) {
      if (x === 1 || x < 2 ** -60 || x > 2 ** 60) continue;
      expect(relativeError(logarithmPair(x), exactly(x).ln()), String(x)).toBeLessThan(2 ** -67);
    }
  });
});
