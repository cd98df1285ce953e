// How options change a recipe, and how the command that trains again is spelled from it.

import { describe, expect, test } from "vitest";
import { train } from "../../src/cli/commands/train/train-command.ts";
import { trainingCommand } from "../../src/shell/train-command-line.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { RecipeSettings } from "../../src/run/choose-recipe.ts";
import { chooseRecipe } from "../../src/run/choose-recipe.ts";
import { saidSettings } from "../../src/run/said-settings.ts";
import { INITIALISERS } from "../../src/train/initialisers/index.ts";
import { LOSSES } from "../../src/train/losses/index.ts";
import { FIRST_ORDER_OPTIMISERS, OPTIMISERS } from "../../src/train/optimisers/index.ts";
import type { SecondOrderRecipe } from "../../src/train/recipes.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import { SCHEDULES } from "../../src/train/schedules/index.ts";
import { thrownDiagnostic, told } from "../diagnostics/thrown.ts";

const command = (options: RecipeSettings) =>
  trainingCommand(
    saidSettings({ subject: { targets: ["exp(x)"], domain: [{ name: "x", low: 0, high: 1 }] }, seed: 1, ...chooseRecipe("article", options) }),
  );

test("without options the recipe stays as it is", () => {
  expect(chooseRecipe("article", {})).toEqual({ recipe: RECIPES.article, unchanged: RECIPES.article });
});

test.each<[RecipeSettings, string]>([
  [{}, ""],
  // What is said anyway, in other words.
  [{ optimiser: "adam", learningRate: 0.001, schedule: "constant", initialiser: "lecun", loss: "mse" }, ""],
  [{ optimiser: "sgd" }, "--optimiser sgd "],
  [{ optimiser: "sgd", learningRate: 0.01 }, "--optimiser sgd "],
  [{ optimiser: "sgd", learningRate: 0.001 }, "--optimiser sgd --learning-rate 0.001 "],
  [{ optimiser: "momentum:.90" }, "--optimiser momentum "],
  [{ optimiser: "adamw:0.1" }, "--optimiser adamw:0.1 "],
  [{ optimiser: "lm" }, "--optimiser levenberg-marquardt "],
  [{ optimiser: "lm", iterations: 100, loss: "mse", initialiser: "lecun" }, "--optimiser levenberg-marquardt "],
  [{ optimiser: "lm", iterations: 7, initialiser: "he", hidden: [] }, "--hidden none --iterations 7 --optimiser levenberg-marquardt --initialiser he-normal "],
  [{ schedule: "warmup:1e2,cosine:0" }, "--schedule warmup:100,cosine "],
  [{ initialiser: "kinks", loss: "huber:0.10" }, "--initialiser kink-spreading --loss huber:0.1 "],
  [{ batch: 7, loss: "mae", hidden: [4], activation: "identity" }, "--hidden 4 --activation identity --batch 7 --loss mean-absolute-error "],
])("%j", (options, words) => {
  expect(command(options)).toBe(`nnc train --recipe article ${words}--seed 1`);
});

describe("which recipe", () => {
  test("best, where nothing is said", () => {
    expect(chooseRecipe(undefined, {})).toEqual({ recipe: RECIPES.best, unchanged: RECIPES.best });
    const shaped = { hidden: [8], activation: "relu", outputActivation: "identity" };
    expect(chooseRecipe(undefined, shaped)).toEqual({ recipe: { ...RECIPES.best, ...shaped }, unchanged: RECIPES.best });
  });

  test.each<RecipeSettings>([
    { iterations: 5 }, { batch: 5 }, { optimiser: "sgd" }, { learningRate: 1 }, { schedule: "cosine" }, { initialiser: "he" }, { loss: "mae" },
  ])("options of the gradient mean article: %j", (options) => {
    expect(chooseRecipe(undefined, options)).toEqual(chooseRecipe("article", options));
  });

  test("best has no use for them", () => {
    let refused: unknown;
    try {
      chooseRecipe("best", { iterations: 5, batch: 2 });
    } catch (error) {
      refused = error instanceof DiagnosticError ? told(error.diagnostic) : error;
    }
    expect(refused).toEqual({
      category: "usage",
      message: "the recipe best chooses its own steps and has no use for --iterations",
      place: "--iterations",
      hint: "leave it out, or write --recipe article",
    });
  });
});

test("only best constructs steep jumps, and says so in its recipe", () => {
  expect(chooseRecipe(undefined, { jumps: "steep" })).toEqual({ recipe: { ...RECIPES.best, jumps: "steep" }, unchanged: RECIPES.best });
  expect(chooseRecipe(undefined, { jumps: "bridged" })).toEqual({ recipe: RECIPES.best, unchanged: RECIPES.best });
  expect(() => chooseRecipe("article", { jumps: "bridged" })).not.toThrow();
  expect(thrownDiagnostic(() => chooseRecipe(undefined, { jumps: "steep", iterations: 5 }))).toEqual({
    category: "usage",
    message: "the recipe article constructs nothing and has no use for --jumps",
    place: "--jumps",
    hint: "leave it out, or write --recipe best and no settings of the gradient",
  });
});

test("another optimiser brings its own learning rate", () => {
  for (const { name, defaultLearningRate } of FIRST_ORDER_OPTIMISERS) {
    const { recipe, unchanged } = chooseRecipe("article", { optimiser: name });
    expect(recipe).toEqual({ ...RECIPES.article, optimiser: name, learningRate: defaultLearningRate });
    expect(unchanged).toEqual({ ...RECIPES.article, learningRate: defaultLearningRate });
  }
});

describe("a second-order optimiser", () => {
  const { name, hidden, activation, initialiser } = RECIPES.article;
  const usual: SecondOrderRecipe = { name, method: "second-order", hidden, activation, initialiser, optimiser: "levenberg-marquardt", iterations: 100 };

  test("makes another recipe of the named one", () => {
    expect(chooseRecipe(undefined, { optimiser: "levenberg-marquardt" })).toEqual({ recipe: usual, unchanged: usual });
    const { recipe } = chooseRecipe("article", { optimiser: "lm", iterations: 9, initialiser: "glorot", hidden: [3], activation: "relu", outputActivation: "identity" });
    expect(recipe).toEqual({ ...usual, iterations: 9, initialiser: "glorot-uniform", hidden: [3], activation: "relu", outputActivation: "identity" });
  });

  test.each<[RecipeSettings, option: string, note: string]>([
    [{ batch: 100 }, "--batch", "every iteration takes all samples"],
    [{ learningRate: 1e-3 }, "--learning-rate", "it chooses the lengths of its steps"],
    [{ schedule: "constant" }, "--schedule", "it chooses the lengths of its steps"],
    [{ loss: "mae" }, "--loss", "it minimises the mean-squared-error alone"],
  ])("has no use for %j", (options, option, note) => {
    expect(thrownDiagnostic(() => chooseRecipe(undefined, { optimiser: "lm", ...options }))).toEqual({
      category: "usage",
      message: `the optimiser levenberg-marquardt has no use for ${option}`,
      place: option,
      note,
      hint: "leave it out, or choose a first-order optimiser such as adam",
    });
  });
});

describe("the options of nnc train", () => {
  test.each([
    ["optimiser", OPTIMISERS],
    ["schedule", SCHEDULES],
    ["initialiser", INITIALISERS],
    ["loss", LOSSES],
  ] as const)("--%s offers the whole registry and tells what is usual", (option, registry) => {
    const definition = train.options.find(({ name }) => name === option);
    const names = registry.map(({ name }) => name);
    expect(definition?.choices).toEqual(names);
    for (const name of names) expect(definition?.describe).toContain(name);
    expect(definition?.describe.endsWith(`(${RECIPES.article[option]})`)).toBe(true);
  });
});
