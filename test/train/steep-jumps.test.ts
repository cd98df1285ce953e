// Steep jumps: the network is right at every float32 number around a jump, and what has no place for a step is refused.

import { describe, expect, test } from "vitest";
import { nextFloat32Down, nextFloat32Up } from "../../src/numeric/float32.ts";
import { programOf } from "../../src/run/program-of.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import type { FunctionSource } from "../../src/train/source.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { train } from "../../src/train/trainer.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

interface Steep {
  readonly hidden?: readonly number[];
  readonly activation?: string;
}

async function sourceOf(expression: string, low: number, high: number): Promise<FunctionSource> {
  return { kind: "function", targets: [await compileTarget(expression, ["x"])], domain: [{ name: "x", low, high }] };
}

function values(source: FunctionSource, points: Float32Array, said: Steep = {}): Float32Array {
  const training = train({ recipe: { ...RECIPES.best, jumps: "steep", ...said }, source, seed: 1 });
  const { value, done } = training.next();
  if (done !== true) throw new RangeError("it is constructed at once");
  return evaluate(programOf(value.network), { width: 1, count: points.length, values: points });
}

/** So many numbers before and after a place, and itself. */
function around(place: number, count: number): readonly number[] {
  const numbers = [Math.fround(place)];
  for (let i = 0; i < count; i++) numbers.push(nextFloat32Up(numbers[numbers.length - 1]));
  for (let i = 0; i < count; i++) numbers.unshift(nextFloat32Down(numbers[0]));
  return numbers;
}

describe("at every number around each jump, and between them", () => {
  test.each([
    ["floor(3*x)", 0, 2.9, [1 / 3, 2 / 3, 1, 4 / 3, 5 / 3, 2, 7 / 3, 8 / 3], [16, 32], 2e-6],
    ["sign(x-0.3)", 0, 1, [0.3], [16, 32], 2e-7],
    ["sign(x-0.5)+0.1*x", 0.2, 0.9, [0.5], [8, 8, 8], 1e-6],
    ["x < 1000 ? exp(x/1000) : 5-x/1000", 500, 1500, [1000], [16, 32], 1e-5],
    ["floor(x)", 4000000, 4000008, [4000001, 4000002, 4000003, 4000004, 4000005, 4000006, 4000007], [16, 32], 1e-5],
  ] as const)("%s", async (expression, low, high, jumps, hidden, tolerance) => {
    const source = await sourceOf(expression, low, high);
    const spread = Array.from({ length: 2000 }, (_, i) => low + ((high - low) * i) / 1999);
    const points = Float32Array.from([...jumps.flatMap((jump) => around(jump, 40)), ...spread].filter((x) => Math.fround(x) >= low && Math.fround(x) <= high));
    const computed = values(source, points, { hidden });
    const errors = Float64Array.from(points, (x, i) => Math.abs(computed[i] - source.targets[0].evaluate([x])));
    expect(Math.max(...errors)).toBeLessThan(tolerance);
  });

  test("around 0 a step is as steep as products of float32 allow, and half as high in its middle", async () => {
    const source = await sourceOf("sign(x)", -1, 1);
    const points = Float32Array.of(-1, -0.5, -(2 ** -125), 0, 2 ** -125, 0.5, 1);
    expect([...values(source, points)].map((value) => Math.round(value * 1e6) / 1e6 + 0)).toEqual([-1, -1, -1, 0, 1, 1, 1]);
  });
});

describe("refused", () => {
  const refused = (source: FunctionSource, note: string, hint: string, said: Steep = {}): void => {
    const training = train({ recipe: { ...RECIPES.best, jumps: "steep", ...said }, source, seed: 1 });
    expect(thrownDiagnostic(() => training.next())).toEqual({
      category: "usage",
      message: "there are no steep jumps to be made",
      place: "--jumps",
      note,
      hint,
    });
  };
  test("targets without a jump, with a pole, of several variables", async () => {
    refused(await sourceOf("exp(x)", 0, 1), "no jump of exp(x) was found from 0 to 1", "leave --jumps out");
    refused(await sourceOf("tan(x)", 0, 3), "tan(x) has a pole between 1.5707963 and 1.5707964, which no step follows", "choose a domain without it");
    const plane = { name: "y", low: 0, high: 1 };
    const source = await sourceOf("floor(x)", 0, 2);
    refused({ ...source, domain: [...source.domain, plane] }, "it is made of one target of one variable", "leave --jumps out");
  });
  test("layers and activations that have no place for one", async () => {
    const source = await sourceOf("floor(x)", 0, 2.5);
    refused(source, "steps are made of relu, not of tanh", "leave --activation out", { activation: "tanh" });
    refused(source, "steps are made of two hidden layers or more", "give --hidden 16,32", { hidden: [16] });
    refused(source, "2 steps need 3 units in every hidden layer, and one has 2", "give --hidden 3,8", { hidden: [2, 8] });
  });
});
