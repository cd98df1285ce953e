// The constants that are held in pieces, cut again from 80-digit values.
import { all, type BigNumber, create } from "mathjs";
import { describe, expect, test } from "vitest";
import * as constants from "../../../src/numeric/elementary/constants.ts";

const math = create(all, { number: "BigNumber", precision: 80 });
const cell = new Float64Array(1);
const words = new BigUint64Array(cell.buffer);

/** A float64 as a BigNumber without rounding: doubled until it is an integer. */
function exactly(value: number): BigNumber {
  let halvings = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    halvings += 1;
  }
  return math.bignumber(BigInt(scaled).toString()).div(math.bignumber(2).pow(halvings));
}

function cutToBits(value: number, bits: number): number {
  cell[0] = value;
  words[0] &= ~((1n << BigInt(53 - bits)) - 1n);
  return cell[0];
}

/** Cuts the pieces of a value: each is the rest so far, rounded to float64 and cut to its number of bits. */
function pieces(value: BigNumber, bits: readonly number[]): number[] {
  let rest = value;
  return bits.map((count) => {
    const piece = cutToBits(rest.toNumber(), count);
    rest = rest.minus(exactly(piece));
    return piece;
  });
}

const one = math.bignumber(1);
const ln2 = math.bignumber(2).ln();
const halfPi = math.bignumber(-1).acos().div(2);

describe("pieces", () => {
  test("of ln 2 and π/2", () => {
    expect([constants.LN2_HIGH, constants.LN2_LOW]).toEqual(pieces(ln2, [42, 53]));
    expect(constants.HALF_PI_PIECES).toEqual(pieces(halfPi, [33, 33, 33, 53]));
    expect(constants.TWO_OVER_PI).toBe(one.div(halfPi).toNumber());
  });

  const pairs: readonly (readonly [string, { readonly high: number; readonly low: number }, BigNumber])[] = [
    ["1/ln 2", constants.INVERSE_LN2, one.div(ln2)],
    ["1/ln 10", constants.INVERSE_LN10, one.div(math.bignumber(10).ln())],
    ["π/2", constants.HALF_PI, halfPi],
    ["1/3", constants.ONE_THIRD, one.div(3)],
    ["1/5", constants.ONE_FIFTH, one.div(5)],
    ["1/7", constants.ONE_SEVENTH, one.div(7)],
  ];
  test.each(pairs)("of %s", (_, pair, value) => {
    expect([pair.high, pair.low]).toEqual(pieces(value, [53, 53]));
  });

  test("of the arctangents of eighths", () => {
    expect(constants.ARCTAN_EIGHTHS.length).toBe(9);
    constants.ARCTAN_EIGHTHS.forEach((pair, j) => {
      expect([pair.high, pair.low]).toEqual(pieces(math.bignumber(j).div(8).atan(), [53, 53]));
    });
  });
});
