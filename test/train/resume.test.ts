// Trainings that are interrupted and go on from a copy of their state: the same bits as if nothing had happened.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GradientRecipe, Recipe, SecondOrderRecipe } from "../../src/train/recipes.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import { FIRST_ORDER_OPTIMISERS } from "../../src/train/optimisers/index.ts";
import { LOSSES } from "../../src/train/losses/index.ts";
import type { TrainingSource } from "../../src/train/source.ts";
import type { TrainingState } from "../../src/train/state.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import type { TrainedNetwork } from "../../src/train/trainer.ts";
import { train } from "../../src/train/trainer.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";

const exponential: TrainingSource = {
  kind: "function",
  targets: [await compileTarget("exp(x)", ["x"])],
  domain: [{ name: "x", low: 0, high: 1 }],
};

const product: TrainingSource = {
  kind: "function",
  targets: [await compileTarget("x*y", ["x", "y"])],
  domain: ["x", "y"].map((name) => ({ name, low: -1, high: 1 })),
};

const rows = Array.from({ length: 37 }, (_, i) => `${i / 8},${(i * 5) % 7},${(i * i) / 64}`);
const table = parseCsv(["x,z,y", ...rows, ""].join("\n"), "samples.csv");
const data: TrainingSource = { kind: "data", dataset: prepareDataset(table, { holdOut: 0.2, seed: 1 }) };

/** The states after the given numbers of reports, and how the training ends. */
function run(source: TrainingSource, recipe: Recipe, resume?: TrainingState): { readonly states: readonly TrainingState[]; readonly result: TrainedNetwork } {
  const training = train({ recipe, source, seed: 11, ...(resume === undefined ? {} : { resume }) });
  const states: TrainingState[] = [];
  for (let step = training.next(); ; step = training.next()) {
    if (step.done === true) return { states, result: step.value };
    states.push(structuredClone(step.value.state()));
  }
}

const short: GradientRecipe = { ...RECIPES.article, hidden: [5, 4], iterations: 90, batch: 8, schedule: "warmup:20,cosine" };

test("however it is trained by the gradient, and wherever it is interrupted", () => {
  const sources = [exponential, product, data];
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.constantFrom(...FIRST_ORDER_OPTIMISERS),
      fc.constantFrom(...LOSSES),
      fc.nat(89),
      (source, optimiser, loss, position) => {
        const recipe = { ...short, optimiser: optimiser.name, learningRate: optimiser.defaultLearningRate, loss: loss.name };
        const { states, result } = run(source, recipe);
        expect(states).toHaveLength(90);
        expect(run(source, recipe, states[position]).result).toEqual(result);
      },
    ),
    { numRuns: 40 },
  );
});

const secondOrder: SecondOrderRecipe = { name: "article", method: "second-order", hidden: [5, 4], activation: "leaky_relu:0.2", initialiser: "lecun-normal", optimiser: "levenberg-marquardt", iterations: 30 };

describe("a second-order optimiser, wherever it is interrupted", () => {
  test.each([
    { name: "a function", source: exponential },
    { name: "two variables", source: product },
    { name: "data", source: data },
  ])("$name", ({ source }) => {
    const { states, result } = run(source, secondOrder);
    expect(states.length).toBeGreaterThan(10);
    expect(result.losses).toHaveLength(states.length);
    for (const share of [0, 0.1, 0.6, 1]) {
      const state = states[Math.floor(share * (states.length - 1))];
      expect(run(source, secondOrder, state).result).toEqual(result);
    }
  });

  test("more iterations go on where fewer ended", () => {
    const { states } = run(exponential, { ...secondOrder, iterations: 12 });
    expect(states).toHaveLength(12);
    expect(run(exponential, secondOrder, states[11]).result).toEqual(run(exponential, secondOrder).result);
  });
});

describe("the recipe best", () => {
  test.each([
    { name: "two variables", source: product, hidden: [4, 3] },
    { name: "data", source: data, hidden: [3], activation: "leaky_relu:0.2" },
    { name: "a target that cannot be folded well", source: exponential, hidden: [1] },
  ])("goes on in the gradient and in every stage of the refinement: $name", ({ source, hidden, activation }) => {
    const recipe: Recipe = { ...RECIPES.best, hidden, ...(activation === undefined ? {} : { activation }), start: { ...RECIPES.best.start, iterations: 60, batch: 16 } };
    const { states, result } = run(source, recipe);
    const stages = states.map((state) => (state.stage === "gradient" ? "gradient" : `refinement ${state.search.stage}`));
    const ends = [...new Set(stages)].flatMap((stage) => [stages.indexOf(stage), stages.lastIndexOf(stage)]);
    expect(new Set(stages).size).toBeGreaterThan(2);
    expect(result.maximumErrors).toHaveLength(stages.filter((stage) => stage !== "gradient").length);
    for (const position of new Set(ends)) expect(run(source, recipe, states[position]).result).toEqual(result);
  });
});

test("a state of another recipe is refused", () => {
  const { states } = run(product, { ...RECIPES.best, hidden: [3], start: { ...RECIPES.best.start, iterations: 20, batch: 8 } });
  expect(() => run(product, short, states.at(-1))).toThrow(new RangeError("the recipe article has no refinement to go on from"));
  const [gradient] = run(exponential, short).states;
  expect(() => run(exponential, secondOrder, gradient)).toThrow(new RangeError("the optimiser levenberg-marquardt has no batches to go on with"));
  expect(() => run(exponential, { ...short, optimiser: "sgd" }, gradient)).toThrow(new RangeError("2 blocks of state for 0"));
  expect(() => run(exponential, { ...short, hidden: [5] }, gradient)).toThrow(new RangeError("39 values for 16 parameters"));
});
