// Targets as Programs of float32: the values of the target itself, evaluated in float64, and a reason where an operator is missing.

import { describe, expect, test } from "vitest";
import { checkProgram } from "../../../src/program/check-program.ts";
import { interpret } from "../../../src/program/interpret.ts";
import type { InputBuffer, OutputBuffer } from "../../../src/program/program.ts";
import { printProgram } from "../../../src/program/print-program.ts";
import { formulaProgram } from "../../../src/train/target/formula-program.ts";
import { compileTarget } from "../../../src/train/target/target.ts";

const input = (name: string, size: number): InputBuffer => ({ role: "input", name, scalar: "f32", size });
const output = (size: number): OutputBuffer => ({ role: "output", name: "y", scalar: "f32", size });

async function formulaOf(expressions: readonly string[], variables: readonly string[], inputs: readonly InputBuffer[]) {
  const targets = await Promise.all(expressions.map((expression) => compileTarget(expression, variables)));
  return { targets, program: await formulaProgram(targets, inputs, [output(targets.length)]) };
}

const OF_ONE = [
  "exp(x)", "x", "2.5", "-x", "+x", "x^2", "x^3", "cube(x)", "square(x)", "x^2.5", "2^x", "sqrt(x)", "pow(x, 3)", "log(x)", "log(x, 2)", "log10(2)*x",
  "sin(2*pi*x)/3 - cos(x)", "abs(x - 1)", "floor(3*x) + ceil(x)", "max(x, 0.7, 1.2)", "min(1.5, x)", "tanh(x)*atan(x)", "expm1(x) + log1p(x)",
  "1/(1/298.15+log(x/(4-x))/3950)-273.15", "x < 1 ? x : 1", "x >= 1 ? 2 : x", "x > 1 and x <= 1.5 ? 3 : x", "x < 0.5 or x > 1.5 ? 1 : -1",
  "not (x < 1) ? 1 : 0", "0.5 < x < 1 ? 1 : 0", "x == 1 ? 5 : x", "x != 1 ? 5 : x", "(x < 1) ? 1 : 0", "max(1, 2) + e",
];

describe("of one variable", () => {
  test.each(OF_ONE)("%s", async (expression) => {
    const { targets: [target], program } = await formulaOf([expression], ["x"], [input("x", 1)]);
    if ("reason" in program) throw new Error(program.reason);
    checkProgram(program);
    const points = Float32Array.from({ length: 200 }, (_, place) => 0.01 + place / 100);
    const [values] = interpret(program, [points], points.length);
    points.forEach((x, place) => {
      const wanted = target.evaluate([x]);
      expect(Math.abs(values[place] - wanted), `at ${x}`).toBeLessThan(4e-6 * Math.max(1, Math.abs(wanted)) + (expression.includes("298") ? 1e-3 : 0));
    });
  });

  test("is written as one writes it: constants are computed before, powers are products", async () => {
    const { program } = await formulaOf(["2*pi*x^2"], ["x"], [input("x", 1)]);
    if ("reason" in program) throw new Error(program.reason);
    expect(printProgram(program)).toBe(
      "input x[1]\noutput y[1]\nlet square.0 = x[0] * x[0]\nlet product.1 = 6.2831854820251465 * square.0\nreturn product.1\n",
    );
  });

  test.each([["cbrt(x)", "cbrt"], ["atan2(x, 1)", "atan2"], ["log2(x)", "log2"]])("%s has no operator", async (expression, name) => {
    const { program } = await formulaOf([expression], ["x"], [input("x", 1)]);
    expect(program).toEqual({ reason: `no language has a function for ${name}` });
  });
});

test("several outputs of variables in several inputs", async () => {
  const { targets, program } = await formulaOf(["a + b*c", "c - a"], ["a", "b", "c"], [input("a", 1), input("rest", 2)]);
  if ("reason" in program) throw new Error(program.reason);
  checkProgram(program);
  const [values] = interpret(program, [Float32Array.of(1, 2), Float32Array.of(3, 4, 5, 6)], 2);
  const points = [[1, 3, 4], [2, 5, 6]];
  expect([...values]).toEqual(points.flatMap((point) => targets.map((target) => target.evaluate(point))));
});
