// Compiled steps: both engines bit for bit, gradients against the step's network lowered and interpreted, updates against
// element-wise arithmetic written here.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { valueOf } from "../../../src/network/network.ts";
import { elementCount } from "../../../src/network/shape.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { ACTIVATIONS } from "../../../src/network/activation.ts";
import { LOSSES } from "../../../src/train/losses/index.ts";
import { FIRST_ORDER_OPTIMISERS, parseFirstOrderOptimiser } from "../../../src/train/optimisers/index.ts";
import type { UpdateRule } from "../../../src/train/optimisers/update-rule.ts";
import { expandComposites } from "../../../src/passes/expand-composites.ts";
import { buildTrainingStep, type TrainingStep } from "../../../src/train/step/training-step.ts";
import { compileStep, type CompiledStep, type Engine } from "../../../src/train/step/compile-step.ts";
import { lossOf } from "./check-gradients.ts";
import { randomMovement } from "../../network/random-movement.ts";
import { denseStep, randomArray, SPECIAL_NETWORKS, type DenseSizes } from "./step-networks.ts";

const ENGINES: readonly Engine[] = ["webassembly", "javascript"];

function ruleOf(text: string): UpdateRule {
  const { item, values } = parseFirstOrderOptimiser(text);
  return item.rule(values);
}

const [adam, sgd] = ["adam", "sgd"].map(ruleOf);

function fill(compiled: CompiledStep, random: RandomGenerator): void {
  for (const array of [...compiled.inputs, compiled.target]) array.set(randomArray(array.length, random));
}

/** What a few iterations on random samples leave behind. */
function runs(step: TrainingStep, rule: UpdateRule, learningRate: number, engine: Engine, iterations: number) {
  const compiled = compileStep(step, rule, engine);
  const random = new RandomGenerator(8);
  return Array.from({ length: iterations }, () => {
    fill(compiled, random);
    const loss = compiled.run(learningRate);
    return { loss, prediction: compiled.prediction(), gradients: compiled.gradients(), parameters: compiled.parameters() };
  });
}

/** Prediction, loss terms and gradients of the first iteration by the interpreter: the meaning of the ops. */
function interpreted(step: TrainingStep, inputs: readonly Float32Array[]): readonly Float32Array[] {
  return interpret(lower(step.network), inputs, 1);
}

function expectMeaningOfOps(step: TrainingStep, engine: Engine): void {
  const compiled = compileStep(step, sgd, engine);
  fill(compiled, new RandomGenerator(4));
  const samples = step.network.inputs.map(({ value }) => (value === step.target ? compiled.target : compiled.inputs[step.inputs.indexOf(value)]).slice());
  const loss = compiled.run(0.01);
  const [prediction, terms, ...gradients] = interpreted(step, samples);
  expect(compiled.prediction()).toEqual(prediction);
  expect(loss).toBe(terms.reduce((sum, term) => sum + term, 0) / terms.length);
  expect(compiled.gradients()).toEqual(Float32Array.from(gradients.flatMap((gradient) => [...gradient])));
}

const sizes: fc.Arbitrary<DenseSizes> = fc.record({
  inputs: fc.integer({ min: 1, max: 20 }),
  hidden: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }),
  outputs: fc.integer({ min: 1, max: 20 }),
  batch: fc.integer({ min: 1, max: 40 }),
  activation: fc.constantFrom(...ACTIVATIONS.map(({ name }) => name), "leaky_relu:0.2"),
});

describe("dense networks", () => {
  it("train with the same bits in both engines, whatever their sizes", () => {
    fc.assert(
      fc.property(sizes, fc.nat(1000), fc.constantFrom(...FIRST_ORDER_OPTIMISERS), fc.constantFrom(...LOSSES), (dense, seed, optimiser, family) => {
        const step = denseStep(dense, seed, lossOf(family.name));
        const [fast, plain] = ENGINES.map((engine) => runs(step, ruleOf(optimiser.name), 0.01, engine, 4));
        expect(fast).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });

  it("compute what the ops define, bit for bit", () => {
    fc.assert(
      fc.property(sizes, fc.nat(1000), fc.constantFrom(...ENGINES), (dense, seed, engine) => expectMeaningOfOps(denseStep(dense, seed), engine)),
      { numRuns: 20 },
    );
  });

  it.each<DenseSizes>([
    { inputs: 270, hidden: [9], outputs: 3, batch: 33, activation: "leaky_relu:0.2" },
    { inputs: 5, hidden: [9], outputs: 3, batch: 270, activation: "leaky_relu:0.2" },
    { inputs: 75, hidden: [70], outputs: 3, batch: 128, activation: "relu" },
  ])("larger than the blocks and parts of a product do so too: %o", (dense) => {
    const step = denseStep(dense, 6);
    for (const engine of ENGINES) expectMeaningOfOps(step, engine);
    const [fast, plain] = ENGINES.map((engine) => runs(step, adam, 1e-3, engine, 2));
    expect(fast).toEqual(plain);
  });
});

describe.each(SPECIAL_NETWORKS)("%s", (_, network) => {
  const step = buildTrainingStep(expandComposites(network), lossOf("mse"));
  it.each(ENGINES)("computes what the ops define: %s", (engine) => expectMeaningOfOps(step, engine));
  it("trains with the same bits in both engines", () => {
    const [fast, plain] = ENGINES.map((engine) => runs(step, adam, 0.01, engine, 3));
    expect(fast).toEqual(plain);
  });
});

describe("random chains of views, places, sums and extremes", () => {
  it("compute what the ops define, in both engines", () => {
    fc.assert(
      fc.property(randomMovement("parameter"), (network) => {
        const step = buildTrainingStep(expandComposites(network), lossOf("mse"));
        for (const engine of ENGINES) expectMeaningOfOps(step, engine);
      }),
      { numRuns: 80 },
    );
  });
});

const { fround } = Math;

/** One update of one parameter after the other, as the formulas stand, from the gradients a compiled step reports. */
function expectUpdates(rule: UpdateRule, engine: Engine, update: (parameter: number, gradient: number, index: number, step: number) => number): void {
  const step = denseStep({ inputs: 3, hidden: [9, 4], outputs: 2, batch: 7, activation: "leaky_relu:0.2" }, 2);
  const compiled = compileStep(step, rule, engine);
  const random = new RandomGenerator(11);
  for (let iteration = 1; iteration <= 5; iteration++) {
    fill(compiled, random);
    const before = compiled.parameters();
    compiled.run(0.05);
    const gradients = compiled.gradients();
    expect(compiled.parameters()).toEqual(before.map((parameter, index) => update(parameter, gradients[index], index, iteration)));
  }
}

describe.each(ENGINES)("updates by %s", (engine) => {
  it("sgd", () => expectUpdates(sgd, engine, (parameter, gradient) => fround(parameter - fround(fround(0.05) * gradient))));
  it("adam", () => {
    const first: number[] = [];
    const second: number[] = [];
    expectUpdates(adam, engine, (parameter, gradient, index, step) => {
      const [m, v] = [first[index] ?? 0, second[index] ?? 0];
      first[index] = fround(m + fround(fround(1 - 0.9) * fround(gradient - m)));
      second[index] = fround(v + fround(fround(1 - 0.999) * fround(fround(gradient * gradient) - v)));
      const rate = fround((0.05 * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step));
      const scale = fround(fround(Math.sqrt(second[index])) + fround(1e-8));
      return fround(parameter - fround(fround(rate * first[index]) / scale));
    });
  });
});

describe.each(ENGINES)("a step compiled for %s", (engine) => {
  const dense: DenseSizes = { inputs: 1, hidden: [16, 32], outputs: 1, batch: 100, activation: "leaky_relu:0.2" };

  it("takes and gives parameters row by row", () => {
    const step = denseStep({ ...dense, inputs: 2, hidden: [9] }, 1);
    const compiled = compileStep(step, adam, engine);
    const initial = step.parameters.flatMap((id) => {
      const value = valueOf(step.network, id);
      return value.kind === "parameter" ? [...value.data] : [];
    });
    expect([...compiled.parameters()]).toEqual(initial);
    const others = randomArray(initial.length, new RandomGenerator(9));
    compiled.setParameters(others);
    expect(compiled.parameters()).toEqual(others);
    expect(() => compiled.setParameters(others.subarray(1))).toThrow(RangeError);
  });

  it("learns", () => {
    const compiled = compileStep(denseStep(dense, 5), adam, engine);
    const random = new RandomGenerator(1);
    const losses = Array.from({ length: 200 }, () => {
      compiled.inputs[0].forEach((_, index, inputs) => {
        inputs[index] = random.uniform();
        compiled.target[index] = Math.exp(inputs[index]);
      });
      return compiled.run(0.01);
    });
    expect(losses[0]).toBeGreaterThan(1);
    expect(losses[199]).toBeLessThan(0.01);
  });

  it("makes iterations in a row as it makes them one by one", () => {
    const step = denseStep({ ...dense, inputs: 3, batch: 7 }, 2);
    const [together, alone] = [compileStep(step, adam, engine, 5), compileStep(step, adam, engine)];
    const random = new RandomGenerator(3);
    for (const rates of [[0.01, 0.02, 0.03, 0.04, 0.05], [0.01, 0.1]]) {
      fill(together, random);
      const made = together.iterate(rates);
      const [x, t] = [alone.inputs[0].length, alone.target.length];
      const losses = rates.map((rate, index) => {
        alone.inputs[0].set(together.inputs[0].subarray(index * x, (index + 1) * x));
        alone.target.set(together.target.subarray(index * t, (index + 1) * t));
        return alone.run(rate);
      });
      expect([...made.losses]).toEqual(losses);
      expect(made.isFinite).toBe(true);
      expect(together.state()).toEqual(alone.state());
    }
  });

  it("stops after an iteration whose loss or parameters are not finite", () => {
    const compiled = compileStep(denseStep(dense, 5), sgd, engine, 6);
    fill(compiled, new RandomGenerator(1));
    const made = compiled.iterate([0.01, 0.01, 1e30, 0.01, 0.01, 0.01]);
    expect(made.isFinite).toBe(false);
    expect(made.losses.length).toBeGreaterThan(2);
    expect(made.losses.length).toBeLessThan(6);
    expect(made.losses.subarray(0, -1).every(Number.isFinite)).toBe(true);
    expect(compiled.state().iteration).toBe(made.losses.length);
    const nothing = compileStep(denseStep(dense, 5), sgd, engine, 3);
    nothing.target.fill(NaN);
    expect([...nothing.iterate([0.01, 0.01, 0.01]).losses]).toEqual([NaN]);
  });

  it("notices parameters that are not finite", () => {
    const compiled = compileStep(denseStep(dense, 5), sgd, engine);
    fill(compiled, new RandomGenerator(1));
    expect(compiled.parametersAreFinite()).toBe(true);
    for (let iteration = 0; iteration < 4; iteration++) compiled.run(1e30);
    expect(compiled.parametersAreFinite()).toBe(false);
    expect(compiled.parameters().every(Number.isFinite)).toBe(false);
  });
});

it("uses WebAssembly where nothing is said", () => {
  const step = denseStep({ inputs: 1, hidden: [], outputs: 1, batch: 1, activation: "relu" }, 1);
  expect(compileStep(step, sgd).engine).toBe("webassembly");
  expect(step.parameters.map((id) => elementCount(valueOf(step.network, id).shape))).toEqual([1, 1]);
});
