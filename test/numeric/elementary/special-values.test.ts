// Zeros, infinities, NaN, domain errors and the ends of the range, against the tables of ECMA-262 as this engine
// keeps them; and that the sources call nothing whose result ECMA-262 leaves open.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  acosh,
  asin,
  atan2,
  atanh,
  cosh,
  ELEMENTARY_FUNCTIONS,
  exp,
  expm1,
  log,
  log1p,
  pow,
  sin,
  sinh,
  tanh,
} from "../../../src/numeric/elementary/index.ts";
import { engineFunction, functionNames, ownFunction } from "./reference.ts";

const SPECIAL: readonly number[] = [
  NaN, 0, 1, 2, 3, 0.5, 1.5, Infinity, 5e-324, 1e-310, 2.2250738585072014e-308, 1e-20, 1e20, 1.7976931348623157e308,
  709.782712893384, 709.7827128933841, 710.4758600739439, 710.475860073944, 744.4400719213812, 745.1332191019411,
  745.1332191019412, 746, 1e4, 1 + Number.EPSILON, 1 - Number.EPSILON / 2, 9007199254740991, 9007199254740993,
].flatMap((value) => [value, -value]);

/** What must agree exactly: NaN, the sign, zero, infinity; other numbers only as numbers of that sign. */
function kind(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "+";
  if (value === 0) return `${sign}0`;
  return Number.isFinite(value) ? `${sign}finite` : `${sign}infinity`;
}

describe("special values are those of ECMA-262", () => {
  test.each(functionNames())("%s", (name) => {
    const own = ownFunction(name);
    const engine = engineFunction(name);
    for (const x of SPECIAL) {
      for (const y of ELEMENTARY_FUNCTIONS[name].arity === 1 ? [0] : SPECIAL) {
        expect(`${x}, ${y}: ${kind(own(x, y))}`).toBe(`${x}, ${y}: ${kind(engine(x, y))}`);
      }
    }
  });
});

describe("exact limits", () => {
  test("where results leave the range", () => {
    expect(exp(709.782712893384)).toBeLessThan(Infinity);
    expect(exp(709.7827128933841)).toBe(Infinity);
    expect(exp(-745.1332191019411)).toBe(5e-324);
    expect(exp(-745.1332191019412)).toBe(0);
    expect(sinh(710.4758600739439)).toBeLessThan(Infinity);
    expect([sinh(710.475860073944), cosh(-710.475860073944)]).toEqual([Infinity, Infinity]);
    expect(pow(2, -1074)).toBe(5e-324);
    expect(pow(2, -1075.5)).toBe(0);
    expect([pow(10, 308.3), pow(-10, 309)]).toEqual([Infinity, -Infinity]);
  });

  test("values known without rounding", () => {
    expect([exp(0), log(1), sin(0), expm1(-Infinity)]).toEqual([1, 0, 0, -1]);
    expect([tanh(40), acosh(1), atanh(1)]).toEqual([1, 0, Infinity]);
    expect(asin(-1)).toBe(-Math.PI / 2);
    expect([atan2(0, -1), atan2(-0, -0), atan2(-1, 0), atan2(Infinity, -Infinity)]).toEqual([
      Math.PI,
      -Math.PI,
      -Math.PI / 2,
      (3 * Math.PI) / 4,
    ]);
    expect(log1p(5e-324)).toBe(5e-324);
  });
});

test("the sources use only what ECMA-262 fixes to the last bit, and the square root", () => {
  const folder = new URL("../../../src/numeric/elementary/", import.meta.url);
  const allowed = new Set(["abs", "floor", "max", "min", "sqrt"]);
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThan(8);
  for (const file of files) {
    const source = readFileSync(new URL(file, folder), "utf8");
    const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const called = [...code.matchAll(/Math\s*(?:\.\s*(\w+)|\[)/g)].map((match) => match.at(1) ?? "[");
    expect(called.filter((name) => !allowed.has(name)), file).toEqual([]);
    expect(code.includes("**"), file).toBe(false);
  }
});
