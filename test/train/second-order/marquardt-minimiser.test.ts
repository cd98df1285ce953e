// The method on problems whose solutions are known: linear ones, Rosenbrock's valley, large powers, and hopeless ones.

import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { LevenbergMarquardt } from "../../../src/train/second-order/marquardt-minimiser.ts";
import { columnStart, TILE } from "../../../src/train/gemm/symmetric/panel.ts";
import type { ResidualModel } from "../../../src/train/second-order/residual-model.ts";

/** A model from functions of the parameters: row i is [∂r_i/∂p…, r_i]. */
function modelOf(parameters: number, residuals: number, row: (at: Float64Array, i: number) => readonly number[]): ResidualModel {
  return {
    parameters,
    residuals,
    evaluate: (at, target) => target.forEach((_, i) => (target[i] = row(at, i)[parameters])),
    *accumulate(at, _residuals, factors, sum) {
      for (let first = 0; first < residuals; first += sum.rows) {
        sum.panel.fill(0);
        for (let r = 0; r < Math.min(sum.rows, residuals - first); r++) {
          row(at, first + r).forEach((value, c) => (sum.panel[columnStart(c, sum.rows) + TILE * r] = factors[first + r] * value));
        }
        sum.accumulate();
        yield;
      }
    },
  };
}

/** r = A·p − b with independent normal rows. */
function linear(parameters: number, residuals: number): ResidualModel {
  const generator = new RandomGenerator(11);
  const rows = Array.from({ length: residuals }, () => Array.from({ length: parameters + 1 }, () => generator.normal()));
  return modelOf(parameters, residuals, (at, i) => {
    const coefficients = rows[i].slice(0, parameters);
    return [...coefficients, coefficients.reduce((sum, value, q) => sum + value * at[q], -rows[i][parameters])];
  });
}

const rosenbrock = modelOf(2, 2, ([x, y], i) => (i === 0 ? [-20 * x, 10, 10 * (y - x * x)] : [-1, 0, 1 - x]));

function run(model: ResidualModel, start: readonly number[], iterations: number, exponent = 2): LevenbergMarquardt {
  const minimiser = new LevenbergMarquardt(model, Float64Array.from(start));
  minimiser.setExponent(exponent);
  for (let i = 0; i < iterations; i++) if (minimiser.iterate().exhausted) break;
  return minimiser;
}

/** Jᵀr with J by central differences. */
function gradient(model: ResidualModel, at: Float64Array, weigh: (r: number) => number): number[] {
  const residuals = new Float64Array(model.residuals);
  const sumAt = (q: number, by: number) => {
    const moved = Float64Array.from(at);
    moved[q] += by;
    model.evaluate(moved, residuals);
    return residuals.reduce((sum, r) => sum + weigh(r), 0);
  };
  return Array.from(at, (_, q) => (sumAt(q, 1e-6) - sumAt(q, -1e-6)) / 2e-6);
}

describe("Levenberg-Marquardt", () => {
  test("solves a linear problem in one step but for its damping, and in three to the last digits", () => {
    const model = linear(6, 200);
    const solved = run(model, [0, 0, 0, 0, 0, 0], 12);
    const first = run(model, [0, 0, 0, 0, 0, 0], 1);
    const size = Math.max(...solved.parameters.map(Math.abs));
    first.parameters.forEach((value, q) => expect(Math.abs(value - solved.parameters[q])).toBeLessThanOrEqual(2e-3 * size));
    const third = run(model, [0, 0, 0, 0, 0, 0], 3);
    third.parameters.forEach((value, q) => expect(Math.abs(value - solved.parameters[q])).toBeLessThanOrEqual(1e-9 * size));
    gradient(model, solved.parameters, (r) => r * r).forEach((slope) => expect(Math.abs(slope)).toBeLessThanOrEqual(1e-6));
  });

  test("goes through Rosenbrock's valley", () => {
    const { parameters } = run(rosenbrock, [-1.2, 1], 40);
    expect(Math.abs(parameters[0] - 1)).toBeLessThanOrEqual(1e-10);
    expect(Math.abs(parameters[1] - 1)).toBeLessThanOrEqual(1e-10);
  });

  test.each([4, 8, 16])("minimises the sum of powers %i", (exponent) => {
    const model = linear(3, 40);
    const { parameters } = run(model, [0, 0, 0], 60, exponent);
    const powers = gradient(model, parameters, (r) => (r / 3) ** exponent);
    expect(Math.max(...powers.map(Math.abs))).toBeLessThanOrEqual(1e-6);
  });

  test("finds the smallest maximum of x² less a line as the power grows", () => {
    // Chebyshev: x² − (x − 1/8) equioscillates on [0, 1] with 1/8.
    const model = modelOf(2, 101, ([a, b], i) => [-1, -i / 100, (i / 100) ** 2 - a - b * (i / 100)]);
    const minimiser = new LevenbergMarquardt(model, new Float64Array(2));
    for (const exponent of [2, 4, 8, 16, 32, 64, 128]) {
      minimiser.setExponent(exponent);
      for (let i = 0; i < 20; i++) minimiser.iterate();
    }
    const worst = Math.max(...minimiser.residuals.map(Math.abs));
    expect(worst).toBeGreaterThanOrEqual(0.125);
    expect(worst).toBeLessThanOrEqual(0.128);
  });

  test("never lets the norm grow and counts a refused step as none", () => {
    const minimiser = new LevenbergMarquardt(rosenbrock, Float64Array.of(-1.2, 1));
    let [norm, refused] = [Infinity, 0];
    for (let i = 0; i < 30; i++) {
      const before = Float64Array.from(minimiser.parameters);
      const step = minimiser.iterate();
      expect(step.norm).toBeLessThanOrEqual(norm);
      expect(step.norm < step.before).toBe(step.accepted);
      norm = step.norm;
      if (!step.accepted) {
        refused++;
        expect(minimiser.parameters).toEqual(before);
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  test("holds parameters without effect", () => {
    const model = modelOf(2, 3, ([x], i) => [1, 0, x - i]);
    const { parameters } = run(model, [7, 5], 20);
    expect(Math.abs(parameters[0] - 1)).toBeLessThanOrEqual(1e-8);
    expect(parameters[1]).toBe(5);
  });

  test.each<[string, ResidualModel]>([
    ["every residual is 0", modelOf(1, 4, () => [1, 0])],
    ["a residual is NaN", modelOf(1, 4, (_, i) => [1, i === 2 ? NaN : 1])],
    ["a residual is infinite", modelOf(1, 4, () => [1, Infinity])],
  ])("is exhausted where %s", (_, model) => {
    const minimiser = new LevenbergMarquardt(model, Float64Array.of(3));
    expect(minimiser.iterate()).toMatchObject({ accepted: false, exhausted: true });
    expect(minimiser.parameters).toEqual(Float64Array.of(3));
  });

  test("is exhausted in the end where no parameter has any effect", () => {
    const minimiser = new LevenbergMarquardt(modelOf(2, 4, () => [0, 0, 1]), Float64Array.of(3, 4));
    const steps = Array.from({ length: 40 }, () => minimiser.iterate());
    expect(steps.every(({ accepted }) => !accepted)).toBe(true);
    expect(steps.at(-1)?.exhausted).toBe(true);
  });

  test.each([0, 1, 3, 2.5, NaN])("refuses the exponent %d", (exponent) => {
    const minimiser = new LevenbergMarquardt(rosenbrock, Float64Array.of(0, 0));
    expect(() => minimiser.setExponent(exponent)).toThrow(RangeError);
  });
});
