// Bounds of the terms of Taylor series hold divided differences of 80 digits: one of order k is f^(k)/k! somewhere among its points.

import { all, create, type BigNumber } from "mathjs";
import { describe, expect, test } from "vitest";
import { SMOOTH_FUNCTIONS } from "../../src/certify/smooth-functions.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { RECIPROCAL, type SmoothBounds } from "../../src/program/domains/affine-algebra.ts";
import { FUNCTION_RANGES } from "../../src/train/target/enclosure/functions.ts";
import { regionsOf } from "../../src/analysis/regions/find-regions.ts";
import { programOfActivation } from "./near/programs.ts";
import { powerBounds, TARGET_FUNCTIONS } from "../../src/train/target/enclosure/smooth-functions.ts";

const math = create(all, { number: "BigNumber", precision: 80 });
const ONE = math.bignumber(1);
const PI = math.bignumber(-1).acos();

/** 2/√π·Σ (−1)^n·x^(2n+1)/(n!·(2n+1)). */
function erf(x: BigNumber): BigNumber {
  let [power, sum] = [x, math.bignumber(0)];
  for (let n = 0; n < 130; n++) {
    sum = sum.plus(power.div(2 * n + 1));
    power = power.times(x).times(x).negated().div(n + 1);
  }
  return sum.times(2).div(PI.sqrt());
}

type Reference = (x: BigNumber) => BigNumber;

/** From, to, and what is to be bounded there. */
const CASES: Readonly<Record<string, readonly [number, number, Reference]>> = {
  acos: [-0.9, 0.9, (x) => x.acos()],
  acosh: [1.1, 6, (x) => x.acosh()],
  asin: [-0.9, 0.9, (x) => x.asin()],
  asinh: [-4, 4, (x) => x.asinh()],
  atan: [-4, 4, (x) => x.atan()],
  atanh: [-0.9, 0.9, (x) => x.atanh()],
  cbrt: [0.1, 8, (x) => x.cbrt()],
  cos: [-9, 9, (x) => x.cos()],
  cosh: [-4, 4, (x) => x.cosh()],
  cube: [-4, 4, (x) => x.pow(3)],
  erf: [-4, 4, erf],
  exp: [-9, 9, (x) => x.exp()],
  expm1: [-9, 9, (x) => x.exp().minus(1)],
  log: [0.1, 8, (x) => x.ln()],
  log10: [0.1, 8, (x) => x.log(10)],
  log1p: [-0.9, 8, (x) => x.plus(1).ln()],
  log2: [0.1, 8, (x) => x.log(2)],
  normalCdf: [-5, 5, (x) => erf(x.div(math.bignumber(2).sqrt())).plus(1).div(2)],
  sigmoid: [-9, 9, (x) => sigmoid(x)],
  sin: [-9, 9, (x) => x.sin()],
  sinh: [-4, 4, (x) => x.sinh()],
  softplus: [-9, 9, (x) => x.exp().plus(1).ln()],
  sqrt: [0.1, 8, (x) => x.sqrt()],
  square: [-4, 4, (x) => x.pow(2)],
  tan: [-1.4, 1.4, (x) => x.tan()],
  tanh: [-4, 4, (x) => x.tanh()],
};

function sigmoid(x: BigNumber): BigNumber {
  return ONE.div(x.negated().exp().plus(1));
}

/** Of activations that several operations compute. */
const FORMULAS: Readonly<Record<string, readonly [number, number, Reference]>> = {
  gelu: [-4, 4, (x) => erf(x.div(math.bignumber(2).sqrt())).plus(1).div(2).times(x)],
  gelu_tanh: [-3, 3, (x) => x.times(sigmoid(x.pow(3).times("0.044715").plus(x).times(math.bignumber(2).div(PI).sqrt()).times(2)))],
  swish: [-6, 6, (x) => x.times(sigmoid(x))],
  mish: [-6, 6, (x) => x.times(x.exp().plus(1).ln().tanh())],
  softsign: [0.1, 4, (x) => x.div(x.plus(1))],
  elu: [-4, -0.3, (x) => x.exp().minus(1)],
};

const HIGHEST = 9;
/** More than divided differences of 80 digits lose. */
const LOST = math.bignumber("1e-15");

/** f[x_0], f[x_0, x_1], … up to all points. */
function dividedDifferences(reference: Reference, points: readonly BigNumber[]): readonly BigNumber[] {
  let row = points.map(reference);
  const firsts = [row[0]];
  for (let order = 1; order < points.length; order++) {
    row = row.slice(1).map((value, place) => value.minus(row[place]).div(points[place + order].minus(points[place])));
    firsts.push(row[0]);
  }
  return firsts;
}

function expectTerms(boundsOf: SmoothBounds, [from, to, reference]: readonly [number, number, Reference], seed: number): void {
  const random = new RandomGenerator(seed);
  for (const width of [2 ** -16, 0.25]) {
    // Whole numbers of 2^-30, for a decimal of a float64 is another number.
    const low = Math.round(random.uniformIn(from, to - width) * 2 ** 30);
    const high = low + width * 2 ** 30;
    const series = boundsOf(low / 2 ** 30, high / 2 ** 30)?.series?.(HIGHEST);
    if (series === undefined) throw new Error("no series");
    const points = Array.from({ length: HIGHEST + 1 }, (_, place) => math.bignumber(low * HIGHEST + (high - low) * place).div(HIGHEST * 2 ** 30));
    dividedDifferences(reference, points).forEach((exact, order) => {
      const isInside = exact.plus(LOST).gte(series[order].low) && exact.minus(LOST).lte(series[order].high);
      expect(isInside, `order ${String(order)} on ${String(low)} … ${String(high)}, in 2^-30`).toBe(true);
      // Over short intervals they are near.
      if (width < 0.25) expect(series[order].high - series[order].low).toBeLessThan(1e-2 * (1 + Math.abs(exact.toNumber())));
    });
  }
}

describe("bounds of the terms of a series", () => {
  const all = new Map([...TARGET_FUNCTIONS, ...SMOOTH_FUNCTIONS.ofOne]);

  test("are of every function that has derivatives", () => {
    const kinks = ["abs", "ceil", "floor", "sign"];
    expect(Object.keys(CASES)).toEqual([...all.keys()].filter((name) => !kinks.includes(name)).sort());
    expect([...FUNCTION_RANGES.keys()].filter((name) => !(name in CASES)).sort()).toEqual(kinks);
  });

  test.each(Object.entries(CASES))("of %s", (name, row) => {
    const boundsOf = all.get(name);
    if (boundsOf === undefined) throw new Error(`nothing is known of ${name}`);
    expectTerms(boundsOf, row, 1);
  });

  test.each(Object.entries(FORMULAS))("of the formula of %s", (name, row) => {
    const [{ program }] = regionsOf(programOfActivation(name));
    const boundsOf = SMOOTH_FUNCTIONS.nearTo(program);
    if (boundsOf === undefined) throw new Error(`nothing is near to ${name}`);
    expectTerms(boundsOf, row, 5);
  });

  test("of 1/x and of powers", () => {
    expectTerms(RECIPROCAL, [0.1, 4, (x) => ONE.div(x)], 2);
    expectTerms(RECIPROCAL, [-4, -0.1, (x) => ONE.div(x)], 3);
    for (const power of [0.3, -1.75, 2]) expectTerms(powerBounds(power), [0.5, 4, (x) => x.pow(power)], 4);
    for (const power of [3, 11, -2]) expectTerms(powerBounds(power), [-2, -0.5, (x) => x.pow(power)], 5);
  });
});
