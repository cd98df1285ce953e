// Jumps of functions of one variable: where they are, and that functions that are only steep have none.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextFloat32Up } from "../../../src/numeric/float32.ts";
import { findJumps } from "../../../src/train/target/find-jumps.ts";
import { compileTarget } from "../../../src/train/target/target.ts";

async function jumpsOf(expression: string, low: number, high: number): Promise<ReturnType<typeof findJumps>> {
  const target = await compileTarget(expression, ["x"]);
  return findJumps((x) => target.evaluate([x]), low, high);
}

test("a step, wherever it is", () => {
  fc.assert(
    fc.property(fc.float({ min: -100, max: 100, noNaN: true }), fc.double({ min: 0.1, max: 1e6, noNaN: true }), (given, height) => {
      const place = given === 0 ? 0 : given;
      const found = findJumps((x) => (x < place ? 0 : height), -101, 101);
      const [jump] = found;
      expect(found).toHaveLength(1);
      expect([jump.after, jump.from, jump.to, jump.isPole]).toEqual([place, 0, height, false]);
      expect(nextFloat32Up(jump.before) + 0).toBe(jump.after);
    }),
  );
});

test("the pole of the tangent is between the float32 numbers about π/2", async () => {
  const found = await jumpsOf("tan(x)", 0, 3);
  expect(found.map(({ before, after, isPole }) => [before, after, isPole])).toEqual([[Math.fround(1.5707963), nextFloat32Up(Math.fround(1.5707963)), true]]);
  expect(found[0].from).toBeGreaterThan(1e7);
  expect(found[0].to).toBeLessThan(-1e7);
});

test("every one of several", async () => {
  expect((await jumpsOf("floor(x)", 0, 3)).map(({ after }) => after)).toEqual([1, 2, 3]);
  expect((await jumpsOf("x - floor(x)", -1.5, 1.5)).map(({ after }) => after)).toEqual([-1, 0, 1]);
});

describe("functions without jumps", () => {
  test.each([
    ["exp(x)", 0, 1],
    ["exp(50 * x)", 0, 1],
    ["sqrt(x)", 0, 1],
    ["sqrt(abs(x))", -1, 1],
    ["tanh(1000 * x)", -1, 1],
    ["log(x)", 1e-30, 1],
    ["1 / x", 1e-6, 1],
    ["abs(x)", -1, 1],
    ["sin(1000 * x)", 0, 1],
    ["x * 0 + 7", 0, 1],
    ["x", 0, 1e-45],
  ])("%s on [%d, %d]", async (expression, low, high) => {
    expect(await jumpsOf(expression, low, high)).toEqual([]);
  });
});
