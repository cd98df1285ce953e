// What is told of a target by its syntax, against its values at x and −x.

import fc from "fast-check";
import { expect, test } from "vitest";
import { parityOf } from "../../../src/train/target/parity.ts";
import { compileTarget } from "../../../src/train/target/target.ts";
import { ONE_ARGUMENT_FUNCTIONS } from "../../../src/train/target/vocabulary.ts";

const parity = async (expression: string, variables: readonly string[] = ["x"]) => await parityOf(await compileTarget(expression, variables));

test.each([
  "cos(x)", "cosh(x)", "abs(x)", "square(x)", "x^2", "-x^2", "x^-2", "(-x)^(4)", "pow(x, 2)", "2", "exp(-x^2)", "sqrt(1 + x^2)", "x*sin(x)", "sin(x)/x",
  "x == 0 ? 1 : sin(x)/x", "0 != x ? sin(x)/x : 1", "x^2 < 1 ? cos(x) : 0", "0 <= abs(x) < 1 ? 1 : 2", "not (x^2 > 1 or cos(x) < 0) ? x^4 : exp(abs(x))",
  "max(abs(x), 1)", "hypot(abs(x), 2)", "log(x^2, 2)", "floor(abs(x))", "abs(x)^x^2", "x^3*x", "1/cosh(3*x) + pi", "abs(sin(x) - x^3)",
])("%s is even", async (expression) => {
  expect(await parity(expression)).toEqual({ even: true, odd: false });
});

test.each([
  "sin(x)", "tan(x)", "sinh(x)", "tanh(x)", "asin(x)", "atan(x)", "asinh(x)", "atanh(x)", "cbrt(x)", "sign(x)", "cube(x)", "x", "-x", "+x", "x^3", "x^-1", "1/x",
  "x*exp(-x^2)", "sin(3*x) - x/2", "tanh(sinh(x))", "x*abs(x)", "pow(x, -3)", "x^2 < 1 ? sin(x) : x", "x == 0 ? 0 : x*cos(1/x)", "0 + x", "sin(x)^3",
])("%s is odd", async (expression) => {
  expect(await parity(expression)).toEqual({ even: false, odd: true });
});

test.each([
  "exp(x)", "x + 1", "cos(x + 1)", "sin(x) + cos(x)", "2^x", "abs(x)^x", "x^0.5", "x^pi", "x^(1 + 1)", "sqrt(x)", "floor(x)", "ceil(x)", "acos(x)", "x < 0 ? -x : x",
  "x <= 0 ? 1 : 2", "x == 1 ? 1 : cos(x)", "max(x, 0)", "atan2(x, 1)", "-1 < x < 1 ? 1 : 0", "x > 0 and x < 1 ? 1 : 0", "x^2 < 1 ? x : 1", "0/(x/0)", "exp(1/(x/0))",
])("of %s nothing is told", async (expression) => {
  expect(await parity(expression)).toEqual({ even: false, odd: false });
});

test("0 is both, and of several variables nothing is told", async () => {
  expect(await parity("0*x")).toEqual({ even: true, odd: true });
  expect(await parity("sin(0)")).toEqual({ even: true, odd: true });
  expect(await parity("cos(x*y)", ["x", "y"])).toEqual({ even: false, odd: false });
  // A variable hides a constant.
  expect(await parity("e", ["e"])).toEqual({ even: false, odd: true });
});

const part = fc.letrec<{ readonly number: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("x", "x", "2", "0.5", "0"),
    fc.tuple(fc.constantFrom(...ONE_ARGUMENT_FUNCTIONS.keys()), tie("number")).map(([name, of]) => `${name}(${of})`),
    fc.tuple(tie("number"), fc.constantFrom("+", "-", "*", "/"), tie("number")).map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
    fc.tuple(tie("number"), fc.integer({ min: -3, max: 3 })).map(([base, power]) => `(${base})^(${power})`),
    fc.tuple(tie("number"), fc.constantFrom("<", "<=", "==", "!="), tie("number"), tie("number")).map(([left, sign, right, other]) => {
      return `((${left}) ${sign} (${right}) ? (${left}) : (${other}))`;
    }),
    fc.tuple(tie("number"), tie("number")).map(([left, right]) => `max(${left}, ${right})`),
  ),
})).number;

test("values at x and -x are what is told", async () => {
  const told = { even: 0, odd: 0 };
  await fc.assert(
    fc.asyncProperty(part, fc.double({ min: 1e-3, max: 3, noNaN: true }), async (expression, x) => {
      const target = await compileTarget(expression, ["x"]);
      const { even, odd } = await parityOf(target);
      const [value, mirrored] = [x, -x].map((one) => target.evaluate([one]));
      // Where a part is infinite nothing is approximated.
      if (!Number.isFinite(value) || !Number.isFinite(mirrored)) return;
      const near = 1e-9 * Math.max(1, Math.abs(value));
      if (even) expect(Math.abs(mirrored - value)).toBeLessThanOrEqual(near);
      if (odd) expect(Math.abs(mirrored + value)).toBeLessThanOrEqual(near);
      told.even += Number(even);
      told.odd += Number(odd);
    }),
    { numRuns: 1500, seed: 1 },
  );
  expect(Math.min(told.even, told.odd)).toBeGreaterThan(100);
});
