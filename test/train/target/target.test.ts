// Compiled targets against mathjs's own evaluation, and every refusal.

import { all, create } from "mathjs/number";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { exp, log, pow } from "../../../src/numeric/elementary/index.ts";
import { compileTarget } from "../../../src/train/target/target.ts";
import { FUNCTION_NAMES } from "../../../src/train/target/vocabulary.ts";
import { told } from "../../diagnostics/thrown.ts";

const mathjs = create(all);

async function diagnosticOf(expression: string, variables: readonly string[] = ["x"]): Promise<unknown> {
  try {
    await compileTarget(expression, variables);
  } catch (error) {
    if (error instanceof DiagnosticError) return told(error.diagnostic);
    throw error;
  }
  return undefined;
}

const PARTS = "a target is made of numbers, variables, + - * / ^, functions and conditions such as x < 1 ? x : 1";
const CONDITIONS = "a condition compares numbers by <, <=, >, >=, == or !=, joined by and, or, not";
const FUNCTIONS = `known functions: ${FUNCTION_NAMES.join(", ")}`;

describe("compiled targets", () => {
  test("a function of a variable is nnc's own, bit for bit", async () => {
    const target = await compileTarget("  exp( x )", ["x"]);
    expect(target.expression).toBe("exp( x )");
    expect(target.variables).toEqual(["x"]);
    expect(target.evaluate([0.2])).toBe(exp(0.2));
    expect((await compileTarget("log(z)", ["x", "z"])).evaluate([7, 0.3])).toBe(log(0.3));
  });

  test("so are operators and calls inside expressions", async () => {
    const target = await compileTarget("exp(x)^2.5 + log(x)", ["x"]);
    expect(target.evaluate([0.7])).toBe(pow(exp(0.7), 2.5) + log(0.7));
  });

  test.each([
    "sin(2*pi*x)",
    "1/(1+25*x^2)",
    "x^3 - x",
    "-x^2 + +x",
    "2x - 3 x y",
    "1/2x",
    "2^3^x",
    "x < 0.5 ? x : 1 - x",
    "0 < x <= 1 and not (y > 1) or x == y ? exp(x) : -1",
    "x != y ? (x >= y ? 1 : 2) : 3",
    "max(x, y, 0.3) - min(x, y)",
    "abs(x) + sign(y) + floor(3x) + ceil(y) + square(x) + cube(y)",
    "sqrt(abs(x)) + cbrt(y) + hypot(x, y) + atan2(y, x) + pow(2, x)",
    "log(2 + x, 3) + log2(3 + x) + log10(4 + y) + log1p(x^2) + expm1(y)",
    "e^x + E + pi - PI + tau * phi + LN2 - LN10 + LOG2E + LOG10E + SQRT2 * SQRT1_2",
    "tanh(x) + sinh(y) + cosh(x) + asinh(y) + atan(x) + acosh(2 + x^2) + atanh(x/9) + asin(x/9) + acos(y/9) + cos(x) + tan(y)",
    "0x1F * x + 1e-3",
  ])("%s is what mathjs computes", async (expression) => {
    const target = await compileTarget(expression, ["x", "y"]);
    // Coarse, because mathjs rounds and compares with a tolerance.
    const coordinate = fc.integer({ min: -192, max: 192 }).map((n) => n / 64);
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const wanted: unknown = mathjs.evaluate(expression, { x, y });
        if (typeof wanted !== "number") throw new Error(`mathjs gives ${String(wanted)}`);
        const got = target.evaluate([x, y]);
        if (Number.isNaN(wanted)) expect(got).toBeNaN();
        else expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(wanted)));
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test("comparisons are exact", async () => {
    const target = await compileTarget("x < 1 ? 1 : x == 1 ? 2 : 3", ["x"]);
    expect([1 - 2 ** -53, 1, 1 + 2 ** -52, NaN].map((x) => target.evaluate([x]))).toEqual([1, 2, 3, 3]);
  });

  test("a variable hides a constant", async () => {
    expect((await compileTarget("e + pi", ["e"])).evaluate([1])).toBe(1 + Math.PI);
  });
});

describe("refused targets", () => {
  test.each([
    ["", { message: "the target is empty", hint: "write an expression such as exp(x)" }],
    ["   ", { message: "the target is empty", hint: "write an expression such as exp(x)" }],
    ["x+".repeat(500) + "x", { message: "the target has 1001 characters", note: "at most 1000 are allowed" }],
    [`${"(".repeat(51)}x${")".repeat(51)}`, { message: "the target has brackets within brackets in 51 levels", note: "at most 50 are allowed" }],
    ["-".repeat(600) + "x", { message: "the target has 601 parts", note: "at most 500 are allowed" }],
    ["x # */", { message: "the target has '#' at character 3, which is no part of an expression", note: "x # */\n  ^" }],
    ["x; x", { message: "the target has ';' at character 2, which is no part of an expression", note: "x; x\n ^" }],
    ["x + é", { message: "the target has 'é' at character 5, which is no part of an expression", note: "x + é\n    ^" }],
    ["x\n+1", { message: "the target has '\n' at character 2, which is no part of an expression", note: "x\n+1\n ^" }],
    ["sin(", { message: "the target is not an expression: unexpected end of expression at character 5", note: "sin(\n    ^" }],
    ["2 +* x", { message: "the target is not an expression: value expected at character 4", note: "2 +* x\n   ^" }],
    ["epx(x)", { message: "the target calls the unknown function 'epx'", note: FUNCTIONS, hint: "did you mean 'exp'?" }],
    ["constructor(x)", { message: "the target calls the unknown function 'constructor'", note: FUNCTIONS }],
    ["x.constructor(x)", { message: "the target calls the unknown function 'x.constructor'", note: FUNCTIONS }],
    ["exp(t)", { message: "the target has the unknown name 't'", note: "its variables are x", hint: "give its domain: --domain t=0:1, or write x in its place" }],
    ["x*y + e*sin(z2)", { message: "the target has the unknown name 'y'", note: "its variables are x", hint: "give a domain for each variable: --domain x=0:1 --domain y=0:1 --domain z2=0:1" }],
    ["exp(temperature)", { message: "the target has the unknown name 'temperature'", note: "its variables are x", hint: "give its domain: --domain temperature=0:1, or write x in its place" }],
    ["exp(phy)", { message: "the target has the unknown name 'phy'", note: "its variables are x", hint: "did you mean 'phi'?" }],
    ["__proto__", { message: "the target has the unknown name '__proto__'", note: "its variables are x" }],
    ["sin x^2", { message: "the target uses the function 'sin' without an argument", hint: "write sin(…)" }],
    ["log(x, 2, 3)", { message: "the target gives log 3 arguments", note: "log takes 1 or 2" }],
    ["exp()", { message: "the target gives exp 0 arguments", note: "exp takes 1" }],
    ["atan2(x)", { message: "the target gives atan2 1 argument", note: "atan2 takes 2" }],
    ["max()", { message: "the target gives max 0 arguments", note: "max takes 1 or more" }],
    ["x!", { message: "the target has 'x!', which is not allowed", note: PARTS }],
    ["x % 2", { message: "the target has 'x % 2', which is not allowed", note: PARTS, hint: "write x - 2*floor(x/2), which has the sign of 2" }],
    ["fmod(x+1, 2*x)", { message: "the target calls the unknown function 'fmod'", note: FUNCTIONS, hint: "write x + 1 - (2 * x)*floor((x + 1)/(2 * x)), which has the sign of 2 * x" }],
    ["np.round(x)", { message: "the target calls the unknown function 'np.round'", note: FUNCTIONS, hint: "write floor(x + 0.5), which rounds halves up" }],
    ["lg(x)", { message: "the target calls the unknown function 'lg'", note: FUNCTIONS, hint: "write log10(x) or log2(x)" }],
    ["LOG(x)", { message: "the target calls the unknown function 'LOG'", note: FUNCTIONS, hint: "write log10(x), or log(x) for the natural logarithm" }],
    ["sqr(x)", { message: "the target calls the unknown function 'sqr'", note: FUNCTIONS, hint: "write square(x) or sqrt(x)" }],
    ["sinc(x)", { message: "the target calls the unknown function 'sinc'", note: FUNCTIONS, hint: "write x == 0 ? 1 : sin(x)/x, or the same of pi*x" }],
    ["softplus(x)", { message: "the target calls the unknown function 'softplus'", note: FUNCTIONS, hint: "write log1p(exp(x))" }],
    ["x == 1", { message: "the target has 'x == 1', which is not allowed", note: PARTS }],
    ["0 < x < 1", { message: "the target has '0 < x < 1', which is not allowed", note: PARTS }],
    ["x = 1", { message: "the target has 'x = 1', which is not allowed", note: PARTS }],
    ["[x, 1]", { message: "the target has '[x, 1]', which is not allowed", note: PARTS }],
    ["{a: x}", { message: 'the target has \'{"a": x}\', which is not allowed', note: PARTS }],
    ["1:1e8", { message: "the target has '1:1e+8', which is not allowed", note: PARTS }],
    ["x[1]", { message: "the target has 'x[1]', which is not allowed", note: PARTS }],
    ["true", { message: "the target has 'true' where a number is expected" }],
    ["1e999 * x", { message: "the target has a number that is too large for float64" }],
    ["exp\r(x)", { message: "the target has '\r' at character 4, which is no part of an expression", note: "exp\r(x)\n   ^" }],
    [`x${".a(1)".repeat(8)}`, { message: "the target has calls of calls, or parts of parts, in 16 levels, which are not allowed" }],
    ["x ? 1 : 2", { message: "the target has 'x' where a condition is expected", note: CONDITIONS }],
    ["x + 1 ? 1 : 2", { message: "the target has 'x + 1' where a condition is expected", note: CONDITIONS }],
    ["-x ? 1 : 2", { message: "the target has '-x' where a condition is expected", note: CONDITIONS }],
    ["x < 1 and x ? 1 : 2", { message: "the target has 'x' where a condition is expected", note: CONDITIONS }],
  ])("%s", async (expression, expected) => {
    expect(await diagnosticOf(expression)).toEqual({ category: "usage", place: "--target", ...expected });
  });
});
