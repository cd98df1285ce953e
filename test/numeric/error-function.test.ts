// The error function of float64, against values to 20 digits that mpmath 1.2.1 gave with 30.

import { describe, expect, test } from "vitest";
import { erf } from "../../src/numeric/error-function.ts";

const ROWS: readonly (readonly [number, number])[] = [
  [1e-300, 1.1283791670955126e-300],
  [1e-8, 1.12837916709551256e-8],
  [0.1, 0.1124629160182848984],
  [0.5, 0.52049987781304653768],
  [1, 0.84270079294971486934],
  [1.5, 0.96610514647531072707],
  [2, 0.99532226501895273416],
  [3, 0.99997790950300141456],
  [4, 0.99999998458274209972],
  [5.5, 0.99999999999999264215],
  [5.9, 0.9999999999999999281],
];

describe("erf", () => {
  test.each(ROWS)("of ±%d", (x, expected) => {
    expect(Math.abs(erf(x) / expected - 1)).toBeLessThan(1e-14);
    expect(erf(-x)).toBe(-erf(x));
  });

  test("of what has no other value", () => {
    expect([0, -0, 6, -7, Infinity, -Infinity, NaN].map(erf)).toEqual([0, -0, 1, -1, 1, -1, NaN]);
  });
});
