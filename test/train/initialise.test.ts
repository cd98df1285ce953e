// Initial parameters: their distribution and their reproducibility.

import { expect, test } from "vitest";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { parseActivation } from "../../src/train/activation.ts";
import { denseParameters } from "../../src/train/architecture.ts";
import { INITIALISERS } from "../../src/train/initialise.ts";

const parameters = denseParameters({ inputs: 4, hidden: [300, 400], outputs: 2, activation: parseActivation("relu") });

test("lecun-normal: weights of mean 0 and variance 1 / inputs, biases of zero", () => {
  const values = INITIALISERS["lecun-normal"](parameters, new RandomGenerator(1));
  expect(values.map(({ length }) => length)).toEqual([1200, 300, 120_000, 400, 800, 2]);
  parameters.forEach(({ role, shape }, position) => {
    const data = values[position];
    if (role === "bias") {
      expect(data.every((value) => value === 0)).toBe(true);
      return;
    }
    const sum = (term: (value: number) => number) => data.reduce((total, value) => total + term(value), 0) / data.length;
    const variance = 1 / shape[1];
    // Five standard errors of the mean and of the variance of n normal values.
    expect(Math.abs(sum((value) => value))).toBeLessThan(5 * Math.sqrt(variance / data.length));
    expect(Math.abs(sum((value) => value * value) - variance)).toBeLessThan(5 * variance * Math.sqrt(2 / data.length));
  });
});

test("lecun-normal: the same seed gives the same bits, another seed others", () => {
  const values = (seed: number) => INITIALISERS["lecun-normal"](parameters, new RandomGenerator(seed));
  expect(values(5)).toEqual(values(5));
  expect(values(5)[0]).not.toEqual(values(6)[0]);
});
