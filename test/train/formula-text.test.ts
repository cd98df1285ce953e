// Targets as expressions of float64 in C: read as JavaScript, which has their operators, they are the targets' own values.

import { expect, test } from "vitest";
import { formulaText } from "../../src/train/target/formula-text.ts";
import { compileTarget } from "../../src/train/target/target.ts";

const WORDS = new Map(["exp", "log", "sin", "pow", "abs", "atan2", "hypot"].map((name) => [name, `Math.${name}`]));
const POINTS = [-2.5, -1, -0.5, 0, 0.25, 1, 1.5, 3];

test.each([
  ["exp(v)", "Math.exp(_x)"],
  ["2*v - v/3 + 1", "(((2.0 * _x) - (_x / 3.0)) + 1.0)"],
  ["-v^2", "(-Math.pow(_x, 2.0))"],
  ["square(v - 1) + cube(v)", "(((_x - 1.0) * (_x - 1.0)) + (_x * _x * _x))"],
  ["log(v^2 + 1, 2)", "(Math.log((Math.pow(_x, 2.0) + 1.0)) / Math.log(2.0))"],
  ["sin(2*pi*v) + 1e-7", "(Math.sin(((2.0 * 3.141592653589793) * _x)) + 1e-7)"],
  ["v < 0 ? -1 : v > 1 ? 1 : v", "((_x < 0.0) ? (-1.0) : ((_x > 1.0) ? 1.0 : _x))"],
  ["-1 < v <= 1 and not (v == 0.25) or v >= 3 ? 1 : 0", undefined],
  ["v != 1 ? hypot(v, atan2(v, 1)) : abs(+v)", undefined],
])("%s", async (expression, wanted) => {
  const target = await compileTarget(expression, ["v"]);
  const text = await formulaText(target, "_x", WORDS);
  if (wanted !== undefined) expect(text).toBe(wanted);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the expression is what is tested
  const evaluate = new Function("_x", `return ${text ?? "no text"};`) as (x: number) => number;
  for (const x of POINTS) expect(evaluate(x)).toBeCloseTo(target.evaluate([x]), 13);
});

test.each(["max(v, 1)", "sign(v)", "tan(v)"])("%s has no text where there is no word for a part of it", async (expression) => {
  expect(await formulaText(await compileTarget(expression, ["v"]), "_x", WORDS)).toBeUndefined();
});
