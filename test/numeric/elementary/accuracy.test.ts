// The error of every elementary function against 40-digit arithmetic, at random and at hard points, and its nearness
// to the functions of this engine. The bounds are the ones the functions' own descriptions state.
import { all, create } from "mathjs";
import { describe, expect, test } from "vitest";
import {
  cos,
  ELEMENTARY_FUNCTIONS,
  type ElementaryFunctionName,
  pow,
  sin,
  tan,
} from "../../../src/numeric/elementary/index.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { pointsFor } from "./points.ts";
import { big, engineFunction, errorInUlp, functionNames, ownFunction, REFERENCE } from "./reference.ts";

const POINTS = 1000;

/** The bounds in units in the last place. */
const BOUNDS: Readonly<Record<ElementaryFunctionName, number>> = {
  acos: 0.51,
  acosh: 2.2,
  asin: 0.51,
  asinh: 1.5,
  atan: 0.51,
  atan2: 0.51,
  atanh: 1.5,
  cbrt: 0.51,
  cos: 0.8,
  cosh: 1.2,
  exp: 0.8,
  expm1: 1.2,
  hypot: 1.2,
  log: 0.8,
  log10: 0.51,
  log1p: 0.8,
  log2: 0.51,
  pow: 0.51,
  sin: 0.8,
  sinh: 1.8,
  sqrt: 0.5,
  tan: 2.3,
  tanh: 2.2,
};

test("every function has a bound", () => {
  expect(functionNames()).toEqual(Object.keys(ELEMENTARY_FUNCTIONS));
  expect(Object.keys(BOUNDS)).toEqual(Object.keys(ELEMENTARY_FUNCTIONS));
});

describe("against 40 digits", () => {
  test.each(functionNames())("%s", (name) => {
    const evaluate = ownFunction(name);
    for (const [x, y] of pointsFor(name, POINTS)) {
      const result = evaluate(x, y);
      const error = errorInUlp(result, REFERENCE[name](big(x), big(y)));
      // A power that underflows is rounded twice.
      const bound = name === "pow" && Math.abs(result) < 2.3e-308 ? 1 : BOUNDS[name];
      if (!(error <= bound)) expect.fail(`${name}(${x}, ${y}) = ${result} is off by ${error} ulp`);
    }
  });
});

describe("large angles", () => {
  const precise = create(all, { number: "BigNumber", precision: 360 });
  const random = new RandomGenerator(2);
  // 6381956970095103·2^797 comes nearest of all float64 to a multiple of π/2 (Muller, Elementary Functions, ch. 11).
  const worst = 6381956970095103 * 2 ** 797;
  const angles = [worst, Number.MAX_VALUE, 1e22, 2 ** 53, 2 ** 53 + 2, 1048576, 1048575.9999999999];
  for (let i = 0; i < 12; i += 1) angles.push((1 + random.uniform()) * 2 ** Math.floor(random.uniformIn(20, 1000)));

  test.each(angles)("%s", (angle) => {
    const exact = precise.bignumber((BigInt(angle * (angle < 2 ** 60 ? 2 ** 40 : 1))).toString());
    const x = exact.div(angle < 2 ** 60 ? 2 ** 40 : 1);
    for (const sign of [1, -1]) {
      expect(errorInUlp(sin(sign * angle), x.times(sign).sin())).toBeLessThan(BOUNDS.sin);
      expect(errorInUlp(cos(sign * angle), x.times(sign).cos())).toBeLessThan(BOUNDS.cos);
      expect(errorInUlp(tan(sign * angle), x.times(sign).sin().div(x.cos()))).toBeLessThan(BOUNDS.tan);
    }
  });
});

const cell = new Float64Array(1);
const words = new BigInt64Array(cell.buffer);

function ordinal(value: number): bigint {
  cell[0] = value;
  return words[0] < 0n ? -(words[0] & 0x7fffffffffffffffn) : words[0];
}

function places(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity;
  const difference = ordinal(a) - ordinal(b);
  return Number(difference < 0n ? -difference : difference);
}

/** This engine's pow is off by thousands of places where a base near 1 meets a large exponent. */
function allowedPlaces(name: ElementaryFunctionName): number {
  return name === "pow" ? 20_000 : 4;
}

test("lies close to this engine's functions at 100,000 points", () => {
  const each = Math.ceil(100_000 / functionNames().length);
  for (const name of functionNames()) {
    const own = ownFunction(name);
    const engine = engineFunction(name);
    for (const [x, y] of pointsFor(name, each)) {
      if (places(own(x, y), engine(x, y)) <= allowedPlaces(name)) continue;
      expect.fail(`${name}(${x}, ${y}) = ${own(x, y)}, engine ${engine(x, y)}`);
    }
  }
});

test("powers, roots and logarithms that float64 holds come out exactly", () => {
  const { cbrt, log10, log2 } = ELEMENTARY_FUNCTIONS;
  for (let n = -1074; n <= 1023; n += 1) expect([pow(2, n), log2.evaluate(2 ** n)]).toEqual([2 ** n, n]);
  for (let n = 0; n <= 22; n += 1) {
    const power = Number(`1e${n}`);
    expect([pow(10, n), log10.evaluate(power)]).toEqual([power, n]);
  }
  for (let n = 1; n <= 2000; n += 1) {
    expect([pow(n, 2), pow(n, 3), pow(n * n, 0.5), pow(n, -1)]).toEqual([n * n, n * n * n, n, 1 / n]);
    expect([pow(-n, 3), pow(-n, 4)]).toEqual([-n * n * n, n * n * n * n]);
    expect(cbrt.evaluate(n * n * n)).toBe(n);
  }
});
