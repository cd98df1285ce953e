// Forms of whole programs hold what the interpreter computes anywhere in a box, of networks of every kind of activation.

import { describe, expect, test } from "vitest";
import { formsOf } from "../../src/analysis/affine-run.ts";
import { SMOOTH_FUNCTIONS } from "../../src/certify/smooth-functions.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import type { Bounds } from "../../src/program/domains/affine-algebra.ts";
import { coefficientOf, multipleOf, negativeForm, sumOfForms, type AffineForm } from "../../src/program/domains/affine-form/affine-form.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { layeredNetwork, ORIGIN, randomValues } from "../fixtures.ts";

/** 3-8-8-2 with an activation after both hidden layers. */
function programWith(activation: string, seed: number): Program {
  const random = new RandomGenerator(seed);
  const op = OPS.find(({ name }) => name === activation);
  if (op === undefined) throw new Error(`no op ${activation}`);
  const attributes = activation === "leaky_relu" ? { slope: Math.fround(0.2) } : {};
  const values = (count: number): Float32Array => randomValues(count, random);
  const network = layeredNetwork([3, 8, 8, 2], {
    weights: values, biases: values, after: (builder, sum, name, isLast) => (isLast ? sum : builder.operation(op, [sum], attributes, name, ORIGIN)),
  });
  return lower(runPasses(network));
}

const COUNT = 256;

/** Corners and random float32 points of a box. */
function pointsOf(box: readonly Bounds[], random: RandomGenerator): Float32Array {
  return Float32Array.from({ length: COUNT * box.length }, (_, at) => {
    const [point, { low, high }] = [Math.floor(at / box.length), box[at % box.length]];
    if (point < 8) return ((point >> at % box.length) & 1) === 0 ? low : high;
    return Math.min(Math.max(Math.fround(random.uniformIn(low, high)), low), high);
  });
}

/** How far a number at a point is outside what a form says of it: 0 or less where it is inside. */
function outside(form: AffineForm, box: readonly Bounds[], point: Float32Array, value: number): number {
  let [plane, along] = [form.centre, 0];
  box.forEach(({ low, high }, input) => {
    plane += (coefficientOf(form, input) * (point[input] - (low / 2 + high / 2))) / (high / 2 - low / 2);
    along += Math.abs(coefficientOf(form, input));
  });
  const lost = 1e-14 * (form.reach + Math.abs(form.centre));
  return Math.max(form.low - value, value - form.high, Math.abs(value - plane) - (form.reach - along + form.radius) * (1 + 1e-9) - lost);
}

describe("networks of random parameters", () => {
  test.each(["relu", "leaky_relu", "tanh", "sigmoid", "softplus", "erf", "sin", "swish", "softsign", "mish", "elu", "absolute_value"])("of %s", (activation) => {
    const random = new RandomGenerator(5);
    for (let seed = 1; seed <= 3; seed++) {
      const program = programWith(activation, seed);
      const formsOver = formsOf(program, SMOOTH_FUNCTIONS, "float32");
      for (const half of [1, 0.25, 2 ** -6, 2 ** -16]) {
        const box = [0, 1, 2].map(() => {
          const middle = random.uniformIn(-1, 1);
          return { low: Math.fround(middle - half), high: Math.fround(middle + half) };
        });
        const forms = formsOver(box);
        if (forms === undefined) throw new Error("no forms");
        const points = pointsOf(box, random);
        const [results] = interpret(program, [points], COUNT);
        const apart = sumOfForms(multipleOf(forms[0], 3), negativeForm(forms[1]));
        let [most, least, greatest] = [-Infinity, Infinity, -Infinity];
        for (let point = 0; point < COUNT; point++) {
          const [at, one, other] = [points.subarray(3 * point, 3 * point + 3), results[2 * point], results[2 * point + 1]];
          most = Math.max(most, outside(forms[0], box, at, one), outside(forms[1], box, at, other), outside(apart, box, at, 3 * one - other));
          [least, greatest] = [Math.min(least, one), Math.max(greatest, one)];
        }
        expect(most).toBeLessThanOrEqual(0);
        // Of small boxes hardly more is said than that.
        if (half < 2 ** -6) expect(forms[0].high - forms[0].low).toBeLessThan((greatest - least) * 2.5 + 1e-4);
      }
    }
  });

  test("of a single point only roundings are not known", () => {
    const point = [0.25, -0.5, 0.75];
    const program = programWith("tanh", 4);
    const [form] = formsOf(program, SMOOTH_FUNCTIONS, "float32")(point.map((one) => ({ low: one, high: one }))) ?? [];
    const [value] = interpret(program, [Float32Array.from(point)], 1)[0];
    expect([form.low <= value, form.high >= value, form.high - form.low < 2e-5]).toEqual([true, true, true]);
  });
});
