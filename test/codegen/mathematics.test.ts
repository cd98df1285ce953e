// Elementary functions in sources: nnc's own as functions of the file, each once, or the platform's; what the file says of that.

import { describe, expect, test } from "vitest";
import type { MATHEMATICS } from "../../src/codegen/mathematics.ts";
import { dependsOnPlatform } from "../../src/codegen/mathematics.ts";
import { emitUnit } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { LANGUAGES } from "../../src/languages/index.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import * as e from "../../src/program/expression.ts";
import type { OperatorName } from "../../src/program/operator-name.ts";
import type { Program } from "../../src/program/program.ts";
import type { Unit } from "../../src/program/unit.ts";
import { emittedText, requestOfProgram } from "../fixtures.ts";
import { HEADING } from "../program/example-units.ts";

/** A number put through functions, one after the other. */
function applied(operators: readonly OperatorName[], name = "x"): Program {
  const builder = new ProgramBuilder();
  const x = e.load(builder.buffer({ role: "input", name, scalar: "f32", size: 1 }), e.constantIndex(0));
  builder.buffer({ role: "output", name: "y", scalar: "f32", size: 1 });
  builder.return(operators.reduce((value, operator) => e.apply(operator, [value], "value"), x));
  const program = builder.finish();
  checkProgram(program);
  return program;
}

/** The lines that call something or declare it. */
function linesWith(text: string, pattern: RegExp): readonly string[] {
  return text.split("\n").filter((line) => pattern.test(line)).map((line) => line.trim());
}

describe("nnc's own", () => {
  test("is a function of the file, declared once and named for what it does", () => {
    const request = requestOfProgram(applied(["exp", "exp"]), "twice");
    expect(linesWith(emittedText(c, request), /twice_exp|math\.h/)).toEqual([
      "/* twice_exp is e^x, within 1 unit in the last place. */",
      "static inline float twice_exp(float x) {",
      "const float value = twice_exp(x);",
      "const float value_2 = twice_exp(value);",
    ]);
    expect(linesWith(emittedText(go, request), /twiceExp|math\.Exp/)).toEqual([
      "// twiceExp is e^x, within 1 unit in the last place.",
      "func twiceExp(x float32) float32 {",
      "value := twiceExp(x)",
      "return twiceExp(value)",
    ]);
    expect(linesWith(emittedText(typescript, request), /\bexp\(|Math\.exp|exp is/)).toEqual([
      "/** exp is e^x, within 1 unit in the last place. */",
      "function exp(x: number): number {",
      "const value = exp(x);",
      "return exp(value);",
    ]);
  });

  test("is shared by the functions of a unit", () => {
    const functions = ["first", "second"].map((name) => ({ name, program: applied(["exp"]), exported: true, does: "computes" }));
    const unit: Unit = { name: "both", functions };
    const [text] = [...emitUnit(c, unit, HEADING).values()].map(wholeText);
    expect(linesWith(text, /both_exp\(/)).toEqual([
      "static inline float both_exp(float x) {",
      "const float value = both_exp(x);",
      "const float value = both_exp(x);",
    ]);
  });

  test("gives way where an input has its name", () => {
    const text = emittedText(c, requestOfProgram(applied(["exp"], "net_exp"), "net"));
    expect(linesWith(text, /net_exp/)).toEqual([
      "*   names         net_exp is x in the model",
      "float net(float net_exp);",
      "/* net_exp_2 is e^x, within 1 unit in the last place. */",
      "static inline float net_exp_2(float x) {",
      "float net(float net_exp) {",
      "const float value = net_exp_2(net_exp);",
    ]);
  });
});

describe("the platform's", () => {
  test("is called where the language has the function", () => {
    const request = { ...requestOfProgram(applied(["exp", "sigmoid"]), "net"), math: "libm" } as const;
    const [inC, inGo, inTypeScript] = [c, go, typescript].map((language) => emittedText(language, request));
    expect(linesWith(inC, /const float value|math\.h|inline float net/)).toEqual([
      "#include <math.h>",
      "static inline float net_float_of_bits(uint32_t x) {",
      "static inline float net_sigmoid(float x) {",
      "const float value = expf(x);",
      "const float value_2 = net_sigmoid(value);",
    ]);
    expect(linesWith(inGo, /value.* :=|return netSigmoid/)).toEqual(["value := float32(math.Exp(float64(x)))", "return netSigmoid(value)"]);
    expect(linesWith(inTypeScript, /const value|return sigmoid/)).toEqual(["const value = fround(Math.exp(x));", "return sigmoid(value);"]);
  });

  test("is called all the same where its results are exact", () => {
    const request = requestOfProgram(applied(["floor"]), "net");
    const lines = [c, go, typescript].map((language) => linesWith(emittedText(language, request), /[fF]loor/));
    expect(lines).toEqual([
      ["const float value = floorf(x);"],
      ["return float32(math.Floor(float64(x)))"],
      ["return fround(Math.floor(x));"],
    ]);
  });

  test("is what the file says that results depend on", () => {
    const own = "float32, one rounding per operation, in the order written; the same bits in every language";
    const theirs = ["float32, one rounding per operation, in the order written;", "elementary functions are those of the platform's mathematical library, on which the results depend"];
    const said = (operators: readonly OperatorName[], math: (typeof MATHEMATICS)[number]) =>
      LANGUAGES.map((language) => {
        const text = emittedText(language, { ...requestOfProgram(applied(operators), "net"), math });
        return linesWith(text, /one rounding per operation|elementary functions are/).map((line) => line.replace(/^[*/\s]*(arithmetic)?\s+/, ""));
      });
    expect(said(["exp"], "own")).toEqual(LANGUAGES.map(() => [own]));
    expect(said(["exp"], "libm")).toEqual(LANGUAGES.map(() => theirs));
    expect(said(["floor"], "libm")).toEqual(LANGUAGES.map(() => [own]));
    expect(dependsOnPlatform(applied(["squareRoot"]), "libm")).toBe(false);
  });
});
