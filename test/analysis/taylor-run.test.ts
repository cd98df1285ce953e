// Taylor models of whole programs hold what the interpreter computes anywhere in a box, of networks of every kind of activation.

import { describe, expect, test } from "vitest";
import { isSmooth, taylorFormsOf } from "../../src/analysis/taylor-run.ts";
import { SMOOTH_FUNCTIONS } from "../../src/certify/smooth-functions.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { radiusOf, type TaylorForm } from "../../src/program/domains/taylor-form/taylor-form.ts";
import { TaylorForms } from "../../src/program/domains/taylor-form/taylor-forms.ts";
import { layeredNetwork, ORIGIN, randomValues } from "../fixtures.ts";

/** 2-6-6-2 with an activation after both hidden layers. */
function programWith(activation: string, seed: number): Program {
  const random = new RandomGenerator(seed);
  const op = OPS.find(({ name }) => name === activation);
  if (op === undefined) throw new Error(`no op ${activation}`);
  const values = (count: number): Float32Array => randomValues(count, random);
  const network = layeredNetwork([2, 6, 6, 2], {
    weights: values, biases: values, after: (builder, sum, name, isLast) => (isLast ? sum : builder.operation(op, [sum], {}, name, ORIGIN)),
  });
  return lower(runPasses(network));
}

/** How far a number at a point, −1 to 1 each, is outside what a form says of it: 0 or less where it is inside. */
function outside({ monomials }: TaylorForms, form: TaylorForm, t: readonly number[], value: number): number {
  let [sum, size] = [0, 0];
  form.coefficients.forEach((coefficient, place) => {
    const term = t.reduce((product, one, variable) => product * one ** monomials.exponents[place][variable], coefficient);
    [sum, size] = [sum + term, size + Math.abs(term)];
  });
  return Math.max(form.low - value, value - form.high, Math.abs(value - sum) - radiusOf(form) - size * 1e-14);
}

const COUNT = 128;

describe("networks of random parameters", () => {
  test.each(["relu", "tanh", "sigmoid", "softplus", "erf", "sin", "swish", "softsign", "mish", "elu"])("of %s", (activation) => {
    const random = new RandomGenerator(5);
    const program = programWith(activation, 1);
    for (const order of [2, 5]) {
      const forms = new TaylorForms(2, order);
      const formsOver = taylorFormsOf(forms, program, SMOOTH_FUNCTIONS, "float32");
      for (const half of [1, 0.25, 2 ** -6, 2 ** -16]) {
        const box = [0, 1].map(() => {
          const middle = random.uniformIn(-1, 1);
          return { low: Math.fround(middle - half), high: Math.fround(middle + half) };
        });
        const found = formsOver(box);
        if (found === undefined) throw new Error("no forms");
        const inside = (place: number): number => {
          const [point, { low, high }] = [place >> 1, box[place & 1]];
          if (point < 4) return ((point >> (place & 1)) & 1) === 0 ? low : high;
          return Math.min(Math.max(Math.fround(random.uniformIn(low, high)), low), high);
        };
        const points = Float32Array.from({ length: 2 * COUNT }, (_, place) => inside(place));
        const [results] = interpret(program, [points], COUNT);
        let [most, least, greatest] = [-Infinity, Infinity, -Infinity];
        for (let point = 0; point < COUNT; point++) {
          const t = box.map(({ low, high }, side) => (points[2 * point + side] - (low / 2 + high / 2)) / (high / 2 - low / 2));
          found.forEach((form, output) => (most = Math.max(most, outside(forms, form, t, results[2 * point + output]))));
          [least, greatest] = [Math.min(least, results[2 * point]), Math.max(greatest, results[2 * point])];
        }
        expect(most).toBeLessThanOrEqual(0);
        if (half < 2 ** -6) expect(found[0].high - found[0].low).toBeLessThan((greatest - least) * 2.5 + 1e-4);
      }
    }
  });
});

test("a higher order leaves less beside a polynomial", () => {
  const program = programWith("tanh", 2);
  const box = [{ low: -0.25, high: 0 }, { low: 0.5, high: 0.75 }];
  const asides = [2, 3, 4, 5].map((order) => taylorFormsOf(new TaylorForms(2, order), program, SMOOTH_FUNCTIONS, "real")(box)?.[0].aside ?? Infinity);
  asides.slice(1).forEach((aside, place) => expect(aside).toBeLessThan(asides[place] / 2));
});

test("what is smooth is told from what bends at places alone", () => {
  const smooth = ["relu", "absolute_value", "tanh", "softsign", "elu"].filter((activation) => isSmooth(programWith(activation, 1), SMOOTH_FUNCTIONS));
  expect(smooth).toEqual(["tanh", "softsign", "elu"]);
});
