// Trainings by the gradient with either engine: the same parameters and losses, bit for bit, from the first step to the last.

import { expect, test } from "vitest";
import { ACTIVATIONS, parseActivation } from "../../src/network/activation.ts";
import type { GradientTraining } from "../../src/train/gradient-training.ts";
import { trainByGradient } from "../../src/train/gradient-training.ts";
import { FIRST_ORDER_OPTIMISERS } from "../../src/train/optimisers/index.ts";
import type { GradientRecipe } from "../../src/train/recipes.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import type { TrainingSource } from "../../src/train/source.ts";
import type { Engine } from "../../src/train/step/compile-step.ts";
import { compileTarget } from "../../src/train/target/target.ts";

const source: TrainingSource = {
  kind: "function",
  targets: [await compileTarget("exp(x)", ["x"])],
  domain: [{ name: "x", low: 0, high: 1 }],
};

function trained(recipe: GradientRecipe, engine: Engine): GradientTraining {
  const activation = parseActivation(recipe.activation);
  const architecture = { inputs: 1, hidden: recipe.hidden, outputs: 1, activation, outputActivation: activation };
  const training = trainByGradient({ recipe, source, seed: 5 }, architecture, recipe, undefined, engine);
  let step = training.next();
  while (step.done !== true) step = training.next();
  return step.value;
}

test.each(FIRST_ORDER_OPTIMISERS.map(({ name, defaultLearningRate }) => ({ name, defaultLearningRate })))(
  "120 iterations by $name",
  ({ name, defaultLearningRate }) => {
    const change = { optimiser: name, learningRate: defaultLearningRate, schedule: "warmup:20,cosine", iterations: 120 };
    const recipe = { ...RECIPES.article, ...change };
    const fast = trained(recipe, "webassembly");
    expect(fast.losses[119]).toBeLessThan(fast.losses[0]);
    expect(trained(recipe, "javascript")).toEqual(fast);
  },
);

test.each(ACTIVATIONS.map(({ name }) => name))("120 iterations of a network with %s and the loss for the maximum", (activation) => {
  const recipe = { ...RECIPES.article, activation, loss: "maximum", initialiser: "glorot-uniform", hidden: [5, 9], batch: 33, iterations: 120 };
  expect(trained(recipe, "javascript")).toEqual(trained(recipe, "webassembly"));
});
