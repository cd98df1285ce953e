// Bounds of targets hold what targets give, and difference quotients of them; and get narrow where intervals do.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isKnownTaylor, radiusOf } from "../../../../src/program/domains/taylor-form/taylor-form.ts";
import { TaylorForms } from "../../../../src/program/domains/taylor-form/taylor-forms.ts";
import { encloseOverBoxes, encloseTarget, type Enclosure } from "../../../../src/train/target/enclosure/enclose-target.ts";
import { compileTarget } from "../../../../src/train/target/target.ts";
import { ofOneVariable } from "../../../../src/train/target/one-variable.ts";
import { ANY_ARGUMENT_FUNCTIONS, BINARY_OPERATORS, COMPARISONS, FUNCTION_NAMES, ONE_ARGUMENT_FUNCTIONS, TWO_ARGUMENT_FUNCTIONS } from "../../../../src/train/target/vocabulary.ts";

interface Case {
  readonly expression: string;
  readonly low: number;
  readonly high: number;
}

/** Where a function of one argument is real, or nearly all of it. */
const DOMAINS: Readonly<Record<string, readonly [number, number]>> = {
  acos: [-1, 1], asin: [-1, 1], atanh: [-0.999, 0.999], acosh: [1, 9], log: [1e-3, 9], log10: [1e-3, 9], log2: [1e-3, 9], log1p: [-0.999, 9], sqrt: [0, 9], tan: [-1.5, 1.5],
};

const CASES: readonly Case[] = [
  ...[...ONE_ARGUMENT_FUNCTIONS.keys()].map((name) => ({ expression: `${name}(x)`, low: DOMAINS[name]?.[0] ?? -5, high: DOMAINS[name]?.[1] ?? 5 })),
  ...[...TWO_ARGUMENT_FUNCTIONS.keys()].flatMap((name) => [
    { expression: `${name}(x+3,x^2+1.5)`, low: -2, high: 2 },
    { expression: `${name}(2.5,x)`, low: 1.25, high: 3 },
  ]),
  ...[...ANY_ARGUMENT_FUNCTIONS.keys()].flatMap((name) => [{ expression: `${name}(x,1-x,x^2)`, low: -2, high: 2 }, { expression: `${name}(sin(x))`, low: -2, high: 2 }]),
  ...[...COMPARISONS.keys()].map((name) => ({ expression: `x ${signOf(name)} 0.5 ? x^2 : 3*x-2`, low: -1, high: 1 })),
  { expression: "x > 0 and x < 1 ? sin(3*x) : -x", low: -1, high: 2 },
  { expression: "not (x > 0 or x < -1) ? 1 : 2", low: -2, high: 2 },
  { expression: "0 < x < 1 ? 1/(1+x) : x", low: -1, high: 2 },
  { expression: "x^3-x", low: -1.5, high: 1.5 },
  { expression: "x^-2", low: 0.5, high: 3 },
  { expression: "x^-3", low: -3, high: -0.5 },
  { expression: "x^0.5", low: 0, high: 3 },
  { expression: "x^x", low: 0.1, high: 3 },
  { expression: "(-x)^2", low: -1, high: 2 },
  { expression: "1/(1+25*x^2)", low: -1, high: 1 },
  { expression: "sqrt(1-x^2)", low: -1, high: 1 },
  { expression: "sin(20*x)", low: 0, high: Math.PI },
  { expression: "atan2(x,-1)", low: 0.1, high: 3 },
  { expression: "+x*tau-pi/e", low: -1, high: 1 },
];

function signOf(comparison: string): string {
  const signs: Readonly<Record<string, string>> = { smaller: "<", smallerEq: "<=", larger: ">", largerEq: ">=", equal: "==", unequal: "!=" };
  return signs[comparison];
}

async function bothOf(expression: string): Promise<{ readonly evaluate: (x: number) => number; readonly enclosure: Enclosure }> {
  const target = await compileTarget(expression, ["x"]);
  return { evaluate: ofOneVariable(target), enclosure: await encloseTarget(target) };
}

describe("bounds of targets", () => {
  test("are of all that targets are made of", () => {
    const text = CASES.map(({ expression }) => expression).join(" ");
    expect(FUNCTION_NAMES.filter((name) => !new RegExp(`\\b${name}\\(`).test(text))).toEqual([]);
    expect([...BINARY_OPERATORS.keys()]).toEqual(["add", "subtract", "multiply", "divide", "pow"]);
  });

  test.each(CASES)("$expression on [$low, $high]", async ({ expression, low, high }) => {
    const { evaluate, enclosure } = await bothOf(expression);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 0, max: 40 }), share, share, (from, length, halvings, first, second) => {
        const begin = low + (high - low) * from;
        const end = Math.min(high, begin + (high - low) * length * 2 ** -halvings);
        const [a, b] = [first, second].map((one) => Math.min(end, begin + (end - begin) * one));
        const { value, slope } = enclosure({ low: begin, high: end });
        for (const x of [a, b, begin, end]) {
          // Its own computation in float64 loses some of it, too.
          const lost = Math.abs(evaluate(x)) * 1e-14 + 1e-15;
          expect(evaluate(x)).toBeGreaterThanOrEqual(value.low - lost);
          expect(evaluate(x)).toBeLessThanOrEqual(value.high + lost);
        }
        if (Math.abs(b - a) < 1e-4) return;
        const quotient = (evaluate(b) - evaluate(a)) / (b - a);
        const lost = 1e-9 * (1 + Math.abs(quotient));
        expect(quotient).toBeGreaterThanOrEqual(slope.low - lost);
        expect(quotient).toBeLessThanOrEqual(slope.high + lost);
      }),
      { numRuns: 150 },
    );
  });

  test.each(CASES.filter(({ expression }) => !expression.includes("?") && !/sign|floor|ceil/.test(expression)))("of $expression get narrow", async ({ expression, low, high }) => {
    const { enclosure } = await bothOf(expression);
    for (let place = 0; place < 32; place++) {
      const x = low + ((high - low) * (place + 0.37)) / 32;
      const { value, slope } = enclosure({ low: x, high: x + 2 ** -20 });
      expect(value.high - value.low).toBeLessThan(2 ** -20 * 3000 * (1 + Math.abs(value.low)));
      expect(slope.high - slope.low).toBeLessThan(0.1 * (1 + Math.abs(slope.low)) + (/abs|max|min/.test(expression) ? 8 : 0));
    }
  });

  test.each([
    ["1/x", -1, 1], ["log(x)", -1, 1], ["sqrt(x)", -1, 1], ["tan(x)", 1, 2], ["atan2(x,-1)", -1, 1], ["x^0.5", -1, 1], ["x^-2", -1, 1], ["acosh(x)", 0, 2],
    // Bounded, but for a place where they have no value.
    ["sin(1/x)", -1, 1], ["tanh(1/x)", 0, 1], ["min(1,max(0,log(x)))", -1, 1], ["0*log(x)", 0, 1], ["atan(atanh(x))", 0, 1], ["cos((x-1)^0.5)", 0, 1], ["sin(x^x)", 0, 1],
  ])("of %s on [%d, %d] there are none", async (expression, low, high) => {
    const { enclosure } = await bothOf(expression);
    const { value } = enclosure({ low, high });
    expect(value.high - value.low).toBe(Infinity);
  });

  test("of a derivative there are none over a pole", async () => {
    const { enclosure } = await bothOf("tan(x)");
    expect(enclosure({ low: 1, high: 2 }).slope).toEqual({ low: -Infinity, high: Infinity });
    expect(enclosure({ low: 1, high: 1.5 }).slope.low).toBeGreaterThan(1);
  });

  test.each([["min(5,exp(800*x)/exp(799*x))", 1, Math.E], ["max(-5,-exp(800*x)/exp(799*x))", 1, -Math.E], ["1/exp(1000*x)", 1, 0]])("of %s hold numbers beyond float64", async (expression, x, value) => {
    const { enclosure } = await bothOf(expression);
    const found = enclosure({ low: x, high: x }).value;
    expect(found.low).toBeLessThanOrEqual(value);
    expect(found.high).toBeGreaterThanOrEqual(value);
  });

  test("ask nothing of what follows a condition that does not hold", async () => {
    const { enclosure } = await bothOf("x > 0 and log(x) < 1 ? x : 3");
    expect(enclosure({ low: -1, high: -0.5 }).value).toEqual({ low: 3, high: 3 });
  });

  test.each([[0.1], [-0.1], [1e-20], [2 ** 60]])("of the derivative of x^%d hold it where one less is no float64", async (power) => {
    const { enclosure } = await bothOf(`x^${power}`);
    const x = power > 1 ? 1 : 1e-40;
    const { value, slope } = enclosure({ low: x, high: x });
    expect(slope.low * x).toBeLessThanOrEqual(power * value.high);
    expect(slope.high * x).toBeGreaterThanOrEqual(power * value.low);
    expect(slope.high - slope.low).toBeLessThan(Math.abs(slope.high) * 1e-13);
  });
});

describe("bounds of targets of several variables", () => {
  const side = fc.tuple(fc.double({ min: 0.25, max: 2, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 20 }));
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  test.each(["x*y", "sin(x)*cos(y)", "x^y", "atan2(y,x)/hypot(x,y)", "max(x,y,1)-abs(x-y)", "x > y ? x-y : 0", "exp(-x^2-y^2)"])("hold values and quotients of %s", async (expression) => {
    const target = await compileTarget(expression, ["x", "y"]);
    const enclosure = await encloseOverBoxes(target);
    fc.assert(
      fc.property(side, side, share, share, share, share, (first, second, a, b, c, d) => {
        const box = [first, second].map(([low, width, halvings]) => ({ low, high: low + width * 2 ** -halvings }));
        const at = (place: number, part: number): number => Math.min(box[place].high, box[place].low + (box[place].high - box[place].low) * part);
        const point = [at(0, a), at(1, b)];
        const value = target.evaluate(point);
        const range = enclosure.value(box);
        expect(value).toBeGreaterThanOrEqual(range.low - 1e-13 * (1 + Math.abs(value)));
        expect(value).toBeLessThanOrEqual(range.high + 1e-13 * (1 + Math.abs(value)));
        [c, d].forEach((part, variable) => {
          const moved = point.with(variable, at(variable, part));
          const apart = moved[variable] - point[variable];
          if (Math.abs(apart) < 1e-4) return;
          const [quotient, slope] = [(target.evaluate(moved) - value) / apart, enclosure.slope(box, variable)];
          expect(quotient).toBeGreaterThanOrEqual(slope.low - 1e-9 * (1 + Math.abs(quotient)));
          expect(quotient).toBeLessThanOrEqual(slope.high + 1e-9 * (1 + Math.abs(quotient)));
        });
      }),
      { numRuns: 200 },
    );
  });

  const FORMS = new TaylorForms(2, 4);
  test.each([
    "x*y-(-x)", "sin(x)*cos(y)", "x^y", "atan2(y,x)/hypot(x,y)", "atan2(y,x-4)", "atan2(-y,x-4)", "max(x,y,1)-abs(x-y)", "x > 5 ? 1/(x-2) : y", "exp(-x^2-y^2)",
    "x^-2*y^0.5", "x^9+y^3", "log(x,y+1)", "cbrt(x)+sqrt(y)+square(x)", "floor(x)+sign(y)",
  ])("forms by Taylor models hold values of %s", async (expression) => {
    const target = await compileTarget(expression, ["x", "y"]);
    const formsOver = (await encloseOverBoxes(target)).formsBy(FORMS);
    let known = 0;
    fc.assert(
      fc.property(side, side, share, share, (first, second, a, b) => {
        const box = [first, second].map(([low, width, halvings]) => ({ low, high: low + width * 2 ** -halvings }));
        const form = formsOver(FORMS.inputsOver(box));
        if (form === undefined || !isKnownTaylor(form)) return;
        known++;
        const t = [2 * a - 1, 2 * b - 1];
        const value = target.evaluate(box.map(({ low, high }, place) => Math.min(Math.max(low / 2 + high / 2 + (high / 2 - low / 2) * t[place], low), high)));
        const terms = Array.from(form.coefficients, (one, place) => one * t[0] ** FORMS.monomials.exponents[place][0] * t[1] ** FORMS.monomials.exponents[place][1]);
        expect(Math.abs(value - terms.reduce((sum, one) => sum + one, 0))).toBeLessThanOrEqual(radiusOf(form) + 1e-12 * (1 + form.size));
        expect(value).toBeGreaterThanOrEqual(form.low - 1e-13 * (1 + Math.abs(value)));
        expect(value).toBeLessThanOrEqual(form.high + 1e-13 * (1 + Math.abs(value)));
      }),
      { numRuns: 100 },
    );
    expect(known).toBeGreaterThan(50);
  });

  test("there are no forms where a target may have no value, or jumps", async () => {
    const box = [{ low: -1, high: 1 }, { low: -1, high: 1 }];
    for (const expression of ["y/x", "log(x)", "x^-1", "x^0.5", "atan2(y,x)", "acosh(x)"]) {
      expect((await encloseOverBoxes(await compileTarget(expression, ["x", "y"]))).formsBy(FORMS)(FORMS.inputsOver(box))).toBeUndefined();
    }
    const jump = (await encloseOverBoxes(await compileTarget("x > y ? 1 : 0", ["x", "y"]))).formsBy(FORMS)(FORMS.inputsOver(box));
    expect(jump !== undefined && isKnownTaylor(jump)).toBe(false);
  });

  test("there are none at a pole, and none of a derivative at a jump", async () => {
    const box = [{ low: -1, high: 1 }, { low: -1, high: 1 }];
    expect((await encloseOverBoxes(await compileTarget("y/x", ["x", "y"]))).value(box)).toEqual({ low: -Infinity, high: Infinity });
    expect((await encloseOverBoxes(await compileTarget("x > y ? 1 : 0", ["x", "y"]))).slope(box, 1)).toEqual({ low: -Infinity, high: Infinity });
  });
});
