// The error function and the normal distribution of float64, against values to 20 digits that mpmath 1.2.1 gave with 30.

import { describe, expect, test } from "vitest";
import { erf, normalCdf } from "../../src/numeric/error-function.ts";

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

const NORMAL_ROWS: readonly (readonly [number, number])[] = [
  [-37.5, 4.60535300958195484e-308],
  [-20, 2.7536241186062337e-89],
  [-10, 7.61985302416052607e-24],
  [-5, 2.86651571879193912e-7],
  [-2.0000001, 0.0227501265490831046],
  [-3.0000001, 0.00134989758844532054],
  [-3, 0.00134989803163009453],
  [-1, 0.158655253931457051],
  [-0.25, 0.401293674317076276],
  [-1e-08, 0.499999996010577196],
  [0.5, 0.691462461274013104],
  [2, 0.977249868051820793],
  [7, 0.999999999998720187],
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

describe("normalCdf", () => {
  test.each(NORMAL_ROWS)("of %d", (x, expected) => {
    expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(1e-13);
  });

  test("of what has no other value", () => {
    expect([0, -0, -40, 9, Infinity, -Infinity, NaN].map(normalCdf)).toEqual([0.5, 0.5, 0, 1, 1, 0, NaN]);
  });
});
