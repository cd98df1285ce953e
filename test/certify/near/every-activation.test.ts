// What is proved of where results are holds what the interpreter gives, of random networks with every activation of the registry and with powers: by
// affine forms, by Taylor models and by bands.

import { describe, expect, test } from "vitest";
import { formsOf } from "../../../src/analysis/affine-run.ts";
import { bandsOf } from "../../../src/analysis/band-run.ts";
import { taylorFormsOf } from "../../../src/analysis/taylor-run.ts";
import { SMOOTH_FUNCTIONS } from "../../../src/certify/smooth-functions.ts";
import { lower } from "../../../src/codegen/lower/lower.ts";
import type { NetworkBuilder } from "../../../src/network/network-builder.ts";
import type { ValueId } from "../../../src/network/op.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { runPasses } from "../../../src/passes/index.ts";
import type { Bounds } from "../../../src/program/domains/affine-algebra.ts";
import { coefficientOf, isKnownForm, type AffineForm } from "../../../src/program/domains/affine-form/affine-form.ts";
import { isKnownTaylor, radiusOf, type TaylorForm } from "../../../src/program/domains/taylor-form/taylor-form.ts";
import { TaylorForms } from "../../../src/program/domains/taylor-form/taylor-forms.ts";
import { interpret } from "../../../src/program/interpret.ts";
import type { Program } from "../../../src/program/program.ts";
import { layeredNetwork, ORIGIN, randomValues } from "../../fixtures.ts";
import { ACTIVATIONS, opNamed } from "./programs.ts";

type After = (builder: NetworkBuilder, sum: ValueId, name: string) => ValueId;

function powerOf(exponent: number, base?: string): After {
  return (builder, sum, name) => {
    const positive = base === undefined ? sum : builder.operation(opNamed(base), [sum], {}, `${name}.base`, ORIGIN);
    const to = builder.parameter(`${name}.to`, [1, 1], Float32Array.of(exponent), ORIGIN);
    return builder.operation(opNamed("power"), [positive, to], {}, name, ORIGIN);
  };
}

const CASES = new Map<string, After>([
  ...ACTIVATIONS.map((activation): readonly [string, After] => [activation, (builder, sum, name) => builder.operation(opNamed(activation), [sum], {}, name, ORIGIN)]),
  ["x^2", powerOf(2)],
  ["x^3", powerOf(3)],
  ["softplus^0.5", powerOf(0.5, "softplus")],
  ["softplus^-1.25", powerOf(-1.25, "softplus")],
  ["softplus^-2", powerOf(-2, "softplus")],
  ["relu^1.5", powerOf(1.5, "relu")],
  ["2^x", (builder, sum, name) => builder.operation(opNamed("power"), [builder.parameter(`${name}.of`, [1, 1], Float32Array.of(2), ORIGIN), sum], {}, name, ORIGIN)],
  ["softplus^x", (builder, sum, name) => builder.operation(opNamed("power"), [builder.operation(opNamed("softplus"), [sum], {}, `${name}.base`, ORIGIN), sum], {}, name, ORIGIN)],
]);

/** INPUTS-3-3-2 with parameters of [−scale, scale). */
function programWith(after: After, inputs: number, seed: number, scale: number): Program {
  const random = new RandomGenerator(seed);
  const values = (count: number): Float32Array => randomValues(count, random).map((value) => value * scale);
  return lower(runPasses(layeredNetwork([inputs, 3, 3, 2], { weights: values, biases: values, after: (builder, sum, name, isLast) => (isLast ? sum : after(builder, sum, name)) })));
}

/** How far a number at t, −1 to 1 each, is outside what a form says of it, as it is. */
function outsideAffine(form: AffineForm, t: readonly number[], value: number): number {
  let [plane, along] = [form.centre, 0];
  t.forEach((one, input) => ([plane, along] = [plane + coefficientOf(form, input) * one, along + Math.abs(coefficientOf(form, input))]));
  const lost = 1e-13 * (form.reach + Math.abs(form.centre));
  return Math.max(form.low - value, value - form.high, Math.abs(value - plane) - (form.reach - along + form.radius) * (1 + 1e-9) - lost);
}

function outsideTaylor({ monomials }: TaylorForms, form: TaylorForm, t: readonly number[], value: number): number {
  let [sum, size] = [0, 0];
  form.coefficients.forEach((coefficient, place) => {
    const term = t.reduce((product, one, variable) => product * one ** monomials.exponents[place][variable], coefficient);
    [sum, size] = [sum + term, size + Math.abs(term)];
  });
  return Math.max(form.low - value, value - form.high, Math.abs(value - sum) - radiusOf(form) - size * 1e-13);
}

const [COUNT, FORMS] = [64, new TaylorForms(2, 5)];

/** Points of a box, its corners first. */
function pointsOf(box: readonly Bounds[], random: RandomGenerator): Float32Array {
  return Float32Array.from({ length: COUNT * box.length }, (_, at) => {
    const [point, { low, high }] = [Math.floor(at / box.length), box[at % box.length]];
    if (point < 4) return ((point >> at % box.length) & 1) === 0 ? low : high;
    return Math.min(Math.max(Math.fround(random.uniformIn(low, high)), low), high);
  });
}

/** How many proofs there were of a program over a box, none of which results contradict. */
function proofsOver(program: Program, box: readonly Bounds[], random: RandomGenerator, name: string): number {
  const [affine, taylor] = [formsOf(program, SMOOTH_FUNCTIONS, "float32")(box), taylorFormsOf(FORMS, program, SMOOTH_FUNCTIONS, "float32")(box)];
  const points = pointsOf(box, random);
  const [results] = interpret(program, [points], COUNT);
  let [most, proofs] = [-Infinity, 0];
  for (const output of [0, 1]) {
    const forms = affine === undefined ? [] : [affine[output]].filter(isKnownForm);
    const models = taylor === undefined ? [] : [taylor[output]].filter(isKnownTaylor);
    proofs += forms.length + models.length;
    for (let point = 0; point < COUNT; point++) {
      const t = box.map(({ low, high }, side) => (points[2 * point + side] - (low / 2 + high / 2)) / (high / 2 - low / 2));
      const value = results[2 * point + output];
      const outside = [...forms.map((form) => outsideAffine(form, t, value)), ...models.map((model) => outsideTaylor(FORMS, model, t, value))];
      most = Math.max(most, ...outside.map((one) => (Number.isNaN(one) ? Infinity : one)));
    }
  }
  expect(most, `${name} over ${JSON.stringify(box)}`).toBeLessThanOrEqual(0);
  return proofs;
}

describe("of every activation and of powers", () => {
  const random = new RandomGenerator(11);
  const proofs = new Map<string, number>();

  test.each([...CASES])("%s: no result contradicts a proof", (name, after) => {
    let found = 0;
    for (let seed = 1; seed <= 2; seed++) {
      const program = programWith(after, 2, seed, seed === 1 ? 1 : 4);
      for (const half of [1, 2 ** -3, 2 ** -7, 2 ** -16]) {
        const box = [0, 1].map(() => {
          const middle = random.uniformIn(-2, 2);
          return { low: Math.fround(middle - half), high: Math.fround(middle + half) };
        });
        found += proofsOver(program, box, random, name);
      }
      const alone = programWith(after, 1, seed, 2);
      const [low, high] = [Math.fround(random.uniformIn(-2, 0)), Math.fround(random.uniformIn(0, 2))];
      bandsOf(alone, SMOOTH_FUNCTIONS, "float32")([{ low, high }])[0]?.forEach(({ centre, rise, radius }, output) => {
        if (!(radius < Infinity)) return;
        found++;
        const points = Float32Array.from({ length: COUNT }, (_, place) => low + ((high - low) * place) / (COUNT - 1));
        const [results] = interpret(alone, [points], COUNT);
        points.forEach((x, place) => {
          const line = centre + (rise * (x - (low / 2 + high / 2))) / (high / 2 - low / 2);
          expect(Math.abs(results[2 * place + output] - line)).toBeLessThanOrEqual(radius * (1 + 1e-9) + Math.abs(line) * 1e-13);
        });
      });
    }
    proofs.set(name, found);
  });

  test("of nearly all something is proved", () => {
    const all = [...proofs.values()].reduce((sum, one) => sum + one, 0);
    // Sums below 0 have none.
    expect([...proofs].filter(([, found]) => found === 0).map(([name]) => name)).toEqual(["log", "square_root"]);
    expect(all).toBeGreaterThan(1000);
  });
});
