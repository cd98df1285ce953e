// The optimisers against the formulas of their papers in exact arithmetic, and their rounding against float32 by hand.

import { all, create } from "mathjs";
import { describe, expect, test } from "vitest";
import { adam } from "../../../src/train/optimisers/adam.ts";
import { OPTIMISERS } from "../../../src/train/optimisers/index.ts";
import { sgd } from "../../../src/train/optimisers/sgd.ts";

const math = create(all, { number: "BigNumber", precision: 50 });

/** Adam's parameter after each gradient, in 50 digits, as Chainer writes the update. */
function adamExactly(start: number, gradients: readonly number[], learningRate: number): number[] {
  const state = { p: math.bignumber(start), m: math.bignumber(0), v: math.bignumber(0), a: math.bignumber(learningRate) };
  return gradients.map((gradient, position) => {
    const scope = { ...state, g: math.bignumber(gradient), t: math.bignumber(position + 1) };
    math.evaluate("m = m + (1 - 0.9) * (g - m)", scope);
    math.evaluate("v = v + (1 - 0.999) * (g^2 - v)", scope);
    math.evaluate("p = p - a * sqrt(1 - 0.999^t) / (1 - 0.9^t) * m / (sqrt(v) + 1e-8)", scope);
    Object.assign(state, { p: scope.p, m: scope.m, v: scope.v });
    return scope.p.toNumber();
  });
}

describe("adam", () => {
  const gradients = [0.5, -0.25, 3, 1e-3, 0, -40, 7, 7].map(Math.fround);

  test.each([1e-3, 0.1])("first steps at learning rate %d", (learningRate) => {
    const run = adam.start(1, learningRate);
    const parameters = Float32Array.of(0.25);
    const got = gradients.map((gradient) => {
      run.update(parameters, Float32Array.of(gradient));
      return parameters[0];
    });
    adamExactly(0.25, gradients, learningRate).forEach((wanted, step) =>
      expect(Math.abs(got[step] - wanted), `step ${step + 1}`).toBeLessThanOrEqual(3e-7 * Math.max(0.25, Math.abs(wanted))),
    );
  });

  test("the first step is almost the learning rate, whatever the gradient, and ε damps a tiny one", () => {
    const run = adam.start(4, 1e-3);
    const parameters = new Float32Array(4);
    run.update(parameters, Float32Array.of(1e-3, -1e3, 0, 1e-8));
    const [small, large, none, tiny] = parameters;
    expect(small).toBeCloseTo(-1e-3, 6);
    expect(large).toBeCloseTo(1e-3, 9);
    expect(none).toBe(0);
    // √v is √0.001·1e-8, smaller than ε: m / (√v + ε) is 1e-9 / 1.0316e-8, times α·√0.001 / 0.1.
    expect(tiny).toBeCloseTo((-1e-3 * Math.sqrt(1e-3) / 0.1) * (1e-9 / (Math.sqrt(1e-3) * 1e-8 + 1e-8)), 9);
  });

  test("parameters do not disturb each other", () => {
    const together = adam.start(3, 1e-2);
    const block = Float32Array.of(1, 2, 3);
    const alone = [1, 2, 3].map((start) => ({ run: adam.start(1, 1e-2), parameter: Float32Array.of(start) }));
    for (let step = 1; step <= 5; step++) {
      const slopes = Float32Array.of(step, -1 / step, step * step);
      together.update(block, slopes);
      alone.forEach(({ run, parameter }, i) => run.update(parameter, slopes.subarray(i, i + 1)));
    }
    expect([...block]).toEqual(alone.map(({ parameter }) => parameter[0]));
  });
});

describe("sgd", () => {
  test("subtracts the rounded product and rounds again", () => {
    const run = sgd.start(2, 0.01);
    const parameters = Float32Array.of(1 / 3, -2);
    const gradients = Float32Array.of(0.7, 1e-9);
    run.update(parameters, gradients);
    const rate = Math.fround(0.01);
    expect(parameters[0]).toBe(Math.fround(Math.fround(1 / 3) - Math.fround(rate * Math.fround(0.7))));
    expect(parameters[1]).toBe(-2);
  });
});

test("the registry names every optimiser as it names itself", () => {
  expect(Object.entries(OPTIMISERS).every(([name, optimiser]) => name === optimiser.name)).toBe(true);
  expect(Object.values(OPTIMISERS).map(({ defaultLearningRate }) => defaultLearningRate)).toEqual([1e-3, 0.01]);
});
