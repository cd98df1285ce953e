// Targets as people write them: what each is read as, and random ones in several notations with the values of mathjs's.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../../src/diagnostics/diagnostic.ts";
import { compileTarget } from "../../../../src/train/target/target.ts";
import { mathjsExpression } from "../../../../src/train/target/written/written-target.ts";
import { told } from "../../../diagnostics/thrown.ts";
import { formulas, inMathjs, NOTATIONS } from "./notations.ts";

const READ: readonly (readonly [written: string, read: string])[] = [
  // Python, numpy and their kin.
  ["x**2", "x^2"], ["np.exp(x)", "exp(x)"], ["numpy.exp(-x**2/2)", "exp(-x^2/2)"], ["math.exp(x)", "exp(x)"], ["tf.math.exp(x)", "exp(x)"], ["torch.exp(x)", "exp(x)"],
  ["lambda x: x**2", "x^2"], ["f = lambda t: t**2 if t > 0 else 0", "x > 0 ? x^2 : 0"], ["def f(x): return x**2", "x^2"], ["x if x > 0 else 0", "x > 0 ? x : 0"],
  ["1 if x<0 else 2 if x<1 else 3", "x<0 ? 1 : x<1 ? 2 : 3"], ["not x > 0 and x < 1 ? 1 : 0", "not (x > 0) and x < 1 ? 1 : 0"],
  ["np.where((x>0) & (x<1), x, np.maximum(x, 0.5))", "((x>0) and (x<1) ? x : max(x, 0.5))"], ["np.clip(x, 0, 1)**2", "min(max(x, 0), 1)^2"],
  ["np.arctan2(x, np.pi) + np.absolute(x) + 1_000", "atan2(x, pi) + abs(x) + 1000"], ["expit(x+1)", "(1/(1 + exp(-(x+1))))"], ["np.heaviside(x, 0.5)", "(x < 0 ? 0 : x > 0 ? 1 : 0.5)"],
  // JavaScript.
  ["Math.exp(x) + Math.PI", "exp(x) + pi"], ["x => x*x", "x*x"], ["(x) => Math.pow(x, 2)", "pow(x, 2)"], ["const f = x => { return Math.exp(-x); }", "exp(-x)"],
  ["function f(x) { return x*x; }", "x*x"], ["x!==0 ? Math.sin(x)/x : 1", "x!=0 ? sin(x)/x : 1"], ["x<0 ? x<-1 ? 1 : 2 : x<1 ? x<2 ? 3 : 4 : 5", "x<0 ? (x<-1 ? 1 : 2) : x<1 ? (x<2 ? 3 : 4) : 5"],
  ["x<0||x>1 ? 1 : 0", "x<0 or x>1 ? 1 : 0"], ["!(x>0) && x===x ? 1 : 2", "not(x>0) and x==x ? 1 : 2"],
  // C, C++ and Go.
  ["expf(x)", "exp(x)"], ["powf(x, 2.0f)", "pow(x, 2.0)"], ["return fmaxf(fabs(x), 0.5f*x);", "max(abs(x), 0.5*x)"], ["std::exp(x)", "exp(x)"], ["math.Pow(x, math.Pi)", "pow(x, pi)"],
  ["M_PI*x + M_PI_2", "pi*x + (pi/2)"], ["exp2(x)^2", "(2^x)^2"], ["trunc(x+1)", "((x+1) < 0 ? ceil(x+1) : floor(x+1))"],
  // Paper and other tools.
  ["y = x^2", "x^2"], ["f(x) = x^2", "x^2"], ["f(t) := e*t^2", "e*x^2"], ["x ↦ x²", "x^2"], ["ln(x)", "log(x)"], ["log₂(x)", "log2(x)"], ["arcsin(x) + tg(x) + sh(x)", "asin(x) + tan(x) + sinh(x)"],
  ["sin²(x) + cos² x", "sin(x)^2 + cos(x)^2"], ["sin^2(x)", "sin(x)^2"], ["sin x + 1", "sin(x) + 1"], ["sin 2x cos x", "sin(2x) cos(x)"], ["cot(x)", "(1/tan(x))"],
  ["2πx", "2pi x"], ["xπ", "x pi"], ["x−1·2×3÷x", "x-1*2*3/x"], ["e⁻ˣ + e²ˣ + 10⁻³", "e^-x + e^(2x) + 10^-3"], ["√x + √(x+1) + 2√2", "sqrt(x) + sqrt(x+1) + 2sqrt(2)"],
  ["|x|", "abs(x)"], ["||x|-1|", "abs(abs(x)-1)"], ["2|x| - x|x| + sin|x|", "2abs(x) - x abs(x) + sin(abs(x))"], ["⌊x⌋", "floor(x)"], ["x ≤ 1 ? 0 : 1", "x <= 1 ? 0 : 1"],
  ["x(x+1) + pi(x+1)", "x*(x+1) + pi*(x+1)"], ["1/x(x+1)", "1/(x)(x+1)"], ["Sin[x]", "sin(x)"], ["IF(SIN(x)>0,1,2)", "(sin(x)>0 ? 1 : 2)"],
];

/** What mathjs reads is left as it is, and so is what nobody can read. */
const KEPT = [
  "1/(1+25*x^2)", "2x - 3 x x", "1/2x", "x < 0.5 ? x : 1 - x", "0 < x <= 1 and not (x > 1) or x == x ? exp(x) : -1", "max(x,  0.3) - min (x, 1)", "0x1F * x + 1e-3", "2.5e3x", "sin x^2",
  "x = 3", "[x, 1]", "{a: x}", "x; x", "sin(x", "x)", "x |", "x!", "x % 2", "x & 1", "a.b(x)", "arcsine(x)", "clip(x, 1)", "",
];

describe("targets as people write them", () => {
  test.each(READ)("%s is %s", async (written, read) => {
    expect(mathjsExpression(written, ["x"])).toBe(read);
    expect(mathjsExpression(read, ["x"])).toBe(read);
    expect((await compileTarget(written, ["x"])).expression).toBe(read);
  });

  test.each(KEPT)("'%s' stays", (written) => {
    expect(mathjsExpression(written, ["x"])).toBe(written);
  });

  test("arguments are the variables, by their names or in their order; variables hide what else is called so", () => {
    expect(mathjsExpression("(b, a) => a - b", ["a", "b"])).toBe("a - b");
    expect(mathjsExpression("lambda u, v: u - v*e", ["x", "y"])).toBe("x - y*e");
    expect(mathjsExpression("lambda e: e*2", ["x"])).toBe("x*2");
    expect(mathjsExpression("f(x) = x + y", ["x", "y"])).toBe("x + y");
    expect(mathjsExpression("0.5f*tg + ln", ["f", "tg", "ln"])).toBe("0.5f*tg + ln");
    expect(mathjsExpression("y = x*y", ["x", "y"])).toBe("y = x*y");
  });

  test.each(NOTATIONS)("random ones of %s have the values of the same in mathjs's notation", async (_, print) => {
    const points = [[0.5, -1.25], [-2, 3], [0, 1], [0.75, 0.75]];
    await fc.assert(
      fc.asyncProperty(formulas, async (formula) => {
        const [plain, text] = [inMathjs(formula), print(formula)];
        fc.pre(plain.length <= 1000 && text.length <= 1000);
        const [wanted, written] = await Promise.all([compileTarget(plain, ["x", "y"]), compileTarget(text, ["x", "y"])]);
        expect(points.map((point) => written.evaluate(point))).toEqual(points.map((point) => wanted.evaluate(point)));
        expect((await compileTarget(written.expression, ["x", "y"])).expression).toBe(written.expression);
      }),
      { numRuns: 80, seed: 1 },
    );
  });

  test("no text is too much", () => {
    const parts = fc.constantFrom("x", "sin", "|", "||", "(", ")", "[", "]", "if", "else", "not", "^", "-1", "2", ".", "=>", "lambda", ":", ",", "!", "where", "²", "√", " ", "{", "}", "return", "=", "np.");
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }).map((some) => some.join("")), (text) => {
        try {
          expect(typeof mathjsExpression(text, ["x"])).toBe("string");
        } catch (error) {
          if (!(error instanceof DiagnosticError)) throw error;
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe("what has several meanings, or none", () => {
  const refused: readonly (readonly [written: string, message: string, hint: unknown])[] = [
    ["sin^-1(x)", "the target has 'sin^-1', which is the inverse function for some and the reciprocal for others", "write asin(x) or 1/sin(x)"],
    ["floor⁻¹(x)", "the target has 'floor^-1', which is the inverse function for some and the reciprocal for others", "write 1/floor(x)"],
    ["x // 2", "the target has '//', which nnc does not read", "write floor(a / b) in place of a // b"],
    ["trunc(".repeat(12) + "x" + ")".repeat(12), "the target has more than 1000 characters where trunc is written in functions that nnc has", undefined],
    ["lambda a, b: a*b", "the target is a function of a, b, and its domain is one of x", "give --domain a=0:1 --domain b=0:1"],
  ];
  test.each(refused)("%s", async (written, message, hint) => {
    const error: unknown = await compileTarget(written, ["x"]).catch((thrown: unknown) => thrown);
    expect(error instanceof DiagnosticError && told(error.diagnostic)).toEqual({ category: "usage", place: "--target", message, ...(hint === undefined ? {} : { hint }) });
  });
});
