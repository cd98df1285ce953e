// Initial parameters: their distributions, where their kinks lie, their reproducibility, what is refused.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import type { DomainVariable } from "../../../src/network/model.ts";
import { relu } from "../../../src/network/ops/relu.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { parseActivation } from "../../../src/network/activation.ts";
import type { DenseArchitecture } from "../../../src/train/architecture.ts";
import { denseParameters } from "../../../src/train/architecture.ts";
import { countedPauses } from "../counted-pauses.ts";
import { toEnd } from "../../../src/train/to-end.ts";
import { foldNetwork } from "../../../src/train/fold-network.ts";
import { compileTarget } from "../../../src/train/target/target.ts";
import type { Op } from "../../../src/network/op.ts";
import { add, constant, multiply } from "../../../src/program/expression.ts";
import { INITIALISERS, parseInitialiser } from "../../../src/train/initialisers/index.ts";
import { spreadPoints } from "../../../src/train/initialisers/spread-points.ts";
import { told } from "../../diagnostics/thrown.ts";

const unit: readonly DomainVariable[] = [{ name: "x", low: 0, high: 1 }];

function architectureOf(inputs: number, hidden: readonly number[], outputs: number, activation = "leaky_relu:0.2"): DenseArchitecture {
  return { inputs, hidden, outputs, activation: parseActivation(activation) };
}

function initialise(name: string, architecture: DenseArchitecture, domain: readonly DomainVariable[], seed = 1): Float32Array[] {
  return toEnd(parseInitialiser(name).item.initialise({ architecture, domain, targets: [] }, new RandomGenerator(seed)));
}

/** Expects mean 0 and the variance, within five standard errors for values of that kurtosis (3 of normal, 1.8 of uniform ones). */
function expectDistribution(data: Float32Array, variance: number, kurtosis: number): void {
  const mean = (term: (value: number) => number) => data.reduce((total, value) => total + term(value), 0) / data.length;
  expect(Math.abs(mean((value) => value))).toBeLessThan(5 * Math.sqrt(variance / data.length));
  expect(Math.abs(mean((value) => value * value) - variance)).toBeLessThan(5 * variance * Math.sqrt((kurtosis - 1) / data.length));
}

const box: readonly DomainVariable[] = ["a", "b", "c", "d"].map((name) => ({ name, low: -1, high: 1 }));
const wide = (activation: string) => architectureOf(4, [300, 400], 2, activation);
const slope = Math.fround(0.2);

describe.each([
  ["lecun", "relu", (inputs: number) => 1 / inputs, 3],
  ["glorot", "relu", (inputs: number, outputs: number) => 2 / (inputs + outputs), 1.8],
  ["he", "relu", (inputs: number) => 2 / inputs, 3],
  ["he", "leaky_relu:0.2", (inputs: number) => 2 / ((1 + slope * slope) * inputs), 3],
  ["he", "identity", (inputs: number) => 1 / inputs, 3],
] as const)("%s before %s", (name, activation, variance, kurtosis) => {
  test("weights of mean 0 and its variance, biases of zero", () => {
    const architecture = wide(activation);
    const values = initialise(name, architecture, box);
    expect(values.map(({ length }) => length)).toEqual([1200, 300, 120_000, 400, 800, 2]);
    denseParameters(architecture).forEach(({ role, shape }, position) => {
      if (role === "bias") expect(values[position].every((value) => value === 0)).toBe(true);
      else expectDistribution(values[position], variance(shape[1], shape[0]), kurtosis);
    });
  });
});

test("glorot stays within its limits", () => {
  const [weights] = initialise("glorot", architectureOf(2, [1000], 1), box.slice(0, 2));
  const limit = Math.sqrt(6 / 1002);
  expect(weights.every((weight) => Math.abs(weight) <= Math.fround(limit))).toBe(true);
  expect(Math.max(...weights)).toBeGreaterThan(0.99 * limit);
});

const random = INITIALISERS.filter(({ name }) => name !== "folding");

test.each(random.map(({ name }) => name))("%s: the same seed gives the same bits, another seed others", (name) => {
  const values = (seed: number) => initialise(name, wide("relu"), box, seed);
  expect(values(5)).toEqual(values(5));
  expect(values(5)[0]).not.toEqual(values(6)[0]);
  const sizes = denseParameters(wide("relu")).map(({ shape }) => shape.reduce((product, size) => product * size, 1));
  expect(values(5).map(({ length }) => length)).toEqual(sizes);
});

/** Where x, within the domain, makes a sum change its sign, found by looking at many points. */
function crossings(values: (x: number) => readonly number[], { low, high }: DomainVariable): readonly (readonly number[])[] {
  const steps = 20_000;
  const found: number[][] = values(low).map(() => []);
  let before = values(low);
  for (let step = 1; step <= steps; step++) {
    const x = low + ((high - low) * step) / steps;
    const after = values(x);
    after.forEach((value, position) => {
      if (value < 0 !== before[position] < 0) found[position].push(x);
    });
    before = after;
  }
  return found;
}

function preActivations(weights: Float32Array, biases: Float32Array, inputs: readonly number[]): number[] {
  return Array.from(biases, (bias, unitOf) => inputs.reduce((sum, x, k) => sum + weights[unitOf * inputs.length + k] * x, bias));
}

describe("kink-spreading", () => {
  test.each([
    [{ name: "x", low: 0, high: 1 }, 16],
    [{ name: "x", low: -1000, high: -999 }, 16],
    [{ name: "x", low: 1e-30, high: 3e-30 }, 40],
    [{ name: "x", low: -1e30, high: 1e30 }, 1],
  ])("one input, %j: one kink of the first layer in each of %d equal parts", (variable, units) => {
    const [weights, biases] = initialise("kinks", architectureOf(1, [units], 1), [variable]);
    const parts = Array.from(weights, (weight, position) => {
      const kink = -biases[position] / weight;
      return Math.floor((units * (kink - variable.low)) / (variable.high - variable.low));
    });
    expect(parts.sort((a, b) => a - b)).toEqual(parts.map((_, position) => position));
    // All are equally steep, whatever the width, to either side.
    const size = Math.sqrt(3 / (1 + slope * slope)) / ((variable.high - variable.low) / 2);
    expect(weights.every((weight) => Math.abs(Math.abs(weight) / size - 1) < 1e-6)).toBe(true);
    if (units > 1) expect(new Set(weights.map(Math.sign))).toEqual(new Set([-1, 1]));
  });

  test("one input: every unit of the further hidden layers crosses zero within the domain, in a part of its own", () => {
    const [domain] = unit;
    const [w1, b1, w2, b2, w3, b3, w4, b4] = initialise("kinks", architectureOf(1, [16, 32, 8], 1), unit, 4);
    const bent = (values: number[]) => values.map((value) => (value < 0 ? slope * value : value));
    const second = (x: number) => preActivations(w2, b2, bent(preActivations(w1, b1, [x])));
    const third = (x: number) => preActivations(w3, b3, bent(second(x)));
    for (const [layer, units] of [[second, 32], [third, 8]] as const) {
      const found = crossings(layer, domain);
      expect(found.every((places) => places.length > 0)).toBe(true);
      // One part's kink may have no other part to be in: a matching by the parts each unit crosses in.
      const parts = found.map((places) => new Set(places.map((x) => Math.min(units - 1, Math.floor(x * units)))));
      for (let part = 0; part < units; part++) expect(parts.some((own) => own.has(part)), `part ${part}`).toBe(true);
    }
    expect(w4).toHaveLength(8);
    expect([...b4]).toEqual([0]);
  });

  test("several inputs: every first-layer kink passes through the domain", () => {
    const domain = [{ name: "u", low: -3, high: 5 }, { name: "v", low: 100, high: 101 }];
    const [weights, biases] = initialise("kinks", architectureOf(2, [200], 1), domain);
    biases.forEach((bias, position) => {
      const [u, v] = weights.subarray(2 * position, 2 * position + 2);
      const corners = [[-3, 100], [-3, 101], [5, 100], [5, 101]].map(([x, y]) => bias + u * x + v * y);
      expect(Math.min(...corners)).toBeLessThan(0);
      expect(Math.max(...corners)).toBeGreaterThan(0);
    });
  });

  test.each([1, 2, 5])("values stay near 1 through the hidden layers, %d inputs", (inputs) => {
    const hidden = [200, 300, 300, 250];
    const domain = Array.from({ length: inputs }, (_, k) => ({ name: `x${k}`, low: 7 * k, high: 7 * k + 0.1 * 10 ** k }));
    const parameters = initialise("kinks", architectureOf(inputs, hidden, 1), domain, 2);
    const means = hidden.map(() => 0);
    for (const point of spreadPoints(200, domain, new RandomGenerator(9))) {
      let values = [...point];
      hidden.forEach((units, layer) => {
        values = preActivations(parameters[2 * layer], parameters[2 * layer + 1], values).map((value) => (value < 0 ? slope * value : value));
        means[layer] += values.reduce((sum, value) => sum + value * value, 0) / units / 200;
      });
    }
    means.forEach((mean, layer) => expect(mean, `layer ${layer + 1}`).toBeGreaterThan(0.75));
    means.forEach((mean, layer) => expect(mean, `layer ${layer + 1}`).toBeLessThan(1.3));
  });

  test("without hidden layers there is nothing to spread", () => {
    const [weights, biases] = initialise("kinks", architectureOf(4, [], 300), box);
    expectDistribution(weights, 1 / 4, 3);
    expect(biases.every((bias) => bias === 0)).toBe(true);
  });

  test("a domain so narrow that weights leave float32 is refused", () => {
    expect(diagnosticOf(() => initialise("kinks", architectureOf(1, [4], 1), [{ name: "x", low: 0, high: 1e-39 }]))).toEqual({
      category: "usage",
      message: "kink-spreading cannot place kinks in so narrow a domain",
      place: "--initialiser",
      note: "the weights would leave the range of float32",
      hint: "use another initialiser or a wider --domain",
    });
  });
});

test("spread points: one coordinate of each variable in each part of its interval", () => {
  const variable = fc.tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: 0.1, max: 10, noNaN: true }));
  const property = fc.property(fc.array(variable, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 50 }), (variables, count) => {
    const domain = variables.map(([low, width], k) => ({ name: `x${k}`, low, high: low + width }));
    const points = spreadPoints(count, domain, new RandomGenerator(count));
    domain.forEach(({ low, high }, axis) => {
      const sorted = points.map((point) => ((point[axis] - low) / (high - low)) * count).sort((a, b) => a - b);
      sorted.forEach((place, part) => {
        expect(place).toBeGreaterThanOrEqual(part - 1e-9);
        expect(place).toBeLessThanOrEqual(part + 1 + 1e-9);
      });
    });
  });
  fc.assert(property, { seed: 1 });
});

/** x² + x: no half-line on either side of 0. */
const bell: Op = {
  ...relu,
  name: "bell",
  computation: {
    kind: "pointwise",
    value: ([x]) => add(multiply(x, x), x),
    derivatives: ([x]) => [add(multiply(constant(2), x), constant(1))],
  },
};

test("he-normal refuses an activation that is not straight on both sides of 0", () => {
  const architecture = { ...architectureOf(1, [4], 1), activation: { op: bell, attributes: {} } };
  expect(diagnosticOf(() => initialise("he-normal", architecture, unit))).toEqual({
    category: "usage",
    message: "he-normal has no rule for the activation bell",
    place: "--initialiser",
    note: "it is made for activations that are straight on both sides of 0: absolute_value, clip_to, identity, leaky_relu, relu",
    hint: "use lecun-normal or glorot-uniform",
  });
});

test("kink-spreading gives other activations what it gives relu", () => {
  const [ofBell, ofRelu] = [bell, relu].map((op) => initialise("kink-spreading", { ...architectureOf(1, [4], 1), activation: { op, attributes: {} } }, unit));
  expect(ofBell).toEqual(ofRelu);
});

test("a misspelt name", () => {
  expect(diagnosticOf(() => parseInitialiser("kink-spredding"))).toEqual({
    category: "usage",
    message: "there is no initialiser 'kink-spredding'",
    place: "--initialiser",
    note: "initialisers: lecun-normal, glorot-uniform, he-normal, kink-spreading, folding",
    hint: "did you mean 'kink-spreading'?",
  });
});

function diagnosticOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    if (error instanceof DiagnosticError) return told(error.diagnostic);
    throw error;
  }
  return undefined;
}

describe("folding", () => {
  test("starts where the construction ends, and pauses on the way", async () => {
    const targets = [await compileTarget("exp(x)", ["x"])];
    const domain = [{ name: "x", low: 0, high: 1 }];
    const architecture = architectureOf(1, [8, 8], 1);
    const { pauses, result: parameters } = countedPauses(parseInitialiser("folding").item.initialise({ architecture, domain, targets }, new RandomGenerator(1)));
    expect(pauses).toBeGreaterThan(50);
    expect(parameters).toEqual(toEnd(foldNetwork(architecture, targets, domain))?.parameters);
    expect(parameters.map(({ length }) => length)).toEqual([8, 8, 64, 8, 8, 1]);
  });

  test("refuses what it has no construction for", () => {
    const architecture = architectureOf(2, [8, 8], 1);
    const domain = ["x", "y"].map((name) => ({ name, low: 0, high: 1 }));
    expect(diagnosticOf(() => initialise("folding", architecture, domain))).toEqual({
      category: "usage",
      message: "folding has no construction for this network",
      place: "--initialiser",
      note: "it takes one function of one variable, at least one hidden layer and an activation that is straight on both sides of 0",
      hint: "use kink-spreading or lecun-normal",
    });
  });
});
