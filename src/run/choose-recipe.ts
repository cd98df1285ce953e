// Chooses what a training is done by: a recipe by its name, changed by what is said of it.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Chosen } from "../train/choices.ts";
import { parseInitialiser } from "../train/initialisers/index.ts";
import { parseLoss } from "../train/losses/index.ts";
import { meanSquaredError } from "../train/losses/mean-squared-error.ts";
import { parseFirstOrderOptimiser, parseOptimiser } from "../train/optimisers/index.ts";
import type { FirstOrderOptimiser, SecondOrderOptimiser } from "../train/optimisers/optimiser.ts";
import type { GradientRecipe, GradientSettings, Recipe, RecipeName, SecondOrderRecipe } from "../train/recipes.ts";
import { DEFAULT_RECIPE, RECIPES } from "../train/recipes.ts";
import { parseSchedule } from "../train/schedules/index.ts";

/** What may be said of a recipe. */
export interface RecipeSettings {
  /** Units of each hidden layer; an empty list says that there is none. */
  readonly hidden?: readonly number[] | undefined;
  /** As parseActivation reads it. */
  readonly activation?: string | undefined;
  readonly outputActivation?: string | undefined;
  /** These four as the registries of src/train read them. */
  readonly initialiser?: string | undefined;
  readonly optimiser?: string | undefined;
  readonly schedule?: string | undefined;
  readonly loss?: string | undefined;
  readonly learningRate?: number | undefined;
  readonly iterations?: number | undefined;
  readonly batch?: number | undefined;
}

/** What a second-order optimiser does instead of what an option says. */
const SECOND_ORDER_NOTES: readonly (readonly [setting: "batch" | "learningRate" | "schedule", option: string, note: string])[] = [
  ["batch", "--batch", "every iteration takes all samples"],
  ["learningRate", "--learning-rate", "it chooses the lengths of its steps"],
  ["schedule", "--schedule", "it chooses the lengths of its steps"],
];

/** The options that say how the gradient is followed, with their names on the command line. */
const GRADIENT_OPTIONS: readonly (readonly [setting: keyof GradientSettings, option: string])[] = [
  ["iterations", "--iterations"],
  ["batch", "--batch"],
  ["optimiser", "--optimiser"],
  ["learningRate", "--learning-rate"],
  ["schedule", "--schedule"],
  ["initialiser", "--initialiser"],
  ["loss", "--loss"],
];

export interface ChosenRecipe {
  readonly recipe: Recipe;
  /** The recipe of that name without settings, but with what is usual for the chosen optimiser: its learning rate or iterations. */
  readonly unchanged: Recipe;
}

/**
 * Choices are written in their shortest form, so that the same training is always recorded in the same words. An optimiser
 * that is not the recipe's brings its own learning rate, one of second order its own iterations. Where no recipe is named,
 * settings of the gradient mean the recipe article, which follows the gradient alone.
 *
 * @throws DiagnosticError (usage) for a recipe, optimiser, schedule, initialiser or loss there is not, and for options the
 * recipe has no use for.
 */
export function chooseRecipe(name: string | undefined, options: RecipeSettings): ChosenRecipe {
  const given = GRADIENT_OPTIONS.filter(([setting]) => options[setting] !== undefined);
  const named = recipeNamed(name ?? (given.length > 0 ? RECIPES.article.name : DEFAULT_RECIPE));
  const shape = {
    hidden: options.hidden ?? named.hidden,
    activation: options.activation ?? named.activation,
    ...(options.outputActivation === undefined ? {} : { outputActivation: options.outputActivation }),
  };
  if (named.method === "gradient") {
    const optimiser = parseOptimiser(options.optimiser ?? named.optimiser);
    const { item } = optimiser;
    return item.order === "first" ? gradientRecipe(named, shape, { ...optimiser, item }, options) : secondOrderRecipe(named, shape, item, options);
  }
  const [first] = given;
  if (first !== undefined) throw hasNoUse(named.name, first[1]);
  return { recipe: { ...named, ...shape }, unchanged: named };
}

type Shape = Pick<Recipe, "hidden" | "activation" | "outputActivation">;

function gradientRecipe(named: GradientRecipe, shape: Shape, optimiser: Chosen<FirstOrderOptimiser>, options: RecipeSettings): ChosenRecipe {
  const isOwn = optimiser.item === parseFirstOrderOptimiser(named.optimiser).item;
  const unchanged = isOwn ? named : { ...named, learningRate: optimiser.item.defaultLearningRate };
  const recipe = {
    ...unchanged,
    ...shape,
    initialiser: parseInitialiser(options.initialiser ?? named.initialiser).text,
    optimiser: optimiser.text,
    learningRate: options.learningRate ?? unchanged.learningRate,
    schedule: parseSchedule(options.schedule ?? named.schedule).text,
    loss: parseLoss(options.loss ?? named.loss).text,
    iterations: options.iterations ?? named.iterations,
    batch: options.batch ?? named.batch,
  };
  return { recipe, unchanged };
}

function secondOrderRecipe(named: GradientRecipe, shape: Shape, { name, defaultIterations }: SecondOrderOptimiser, options: RecipeSettings): ChosenRecipe {
  for (const [setting, option, note] of SECOND_ORDER_NOTES) {
    if (options[setting] !== undefined) throw isOfSecondOrder(name, option, note);
  }
  if (options.loss !== undefined && parseLoss(options.loss).item !== meanSquaredError) {
    throw isOfSecondOrder(name, "--loss", `it minimises the ${meanSquaredError.name} alone`);
  }
  const { hidden, activation, initialiser } = named;
  const unchanged: SecondOrderRecipe = { name: named.name, method: "second-order", hidden, activation, initialiser, optimiser: name, iterations: defaultIterations };
  const recipe = {
    ...unchanged,
    ...shape,
    initialiser: parseInitialiser(options.initialiser ?? initialiser).text,
    iterations: options.iterations ?? defaultIterations,
  };
  return { recipe, unchanged };
}

function isOfSecondOrder(optimiser: string, option: string, note: string): DiagnosticError {
  return new DiagnosticError({
    category: "usage",
    message: `the optimiser ${optimiser} has no use for ${option}`,
    place: option,
    note,
    hint: "leave it out, or choose a first-order optimiser such as adam",
  });
}

function hasNoUse(recipe: string, option: string): DiagnosticError {
  return new DiagnosticError({
    category: "usage",
    message: `the recipe ${recipe} chooses its own steps and has no use for ${option}`,
    place: option,
    hint: `leave it out, or write --recipe ${RECIPES.article.name}`,
  });
}

function recipeNamed(name: string): Recipe {
  const isRecipe = (word: string): word is RecipeName => Object.hasOwn(RECIPES, word);
  if (isRecipe(name)) return RECIPES[name];
  const names = Object.keys(RECIPES);
  throw new DiagnosticError({
    category: "usage",
    message: `there is no recipe '${name}'`,
    place: "--recipe",
    note: `recipes: ${names.join(", ")}`,
    hint: didYouMean(name, names) ?? `write --recipe ${names.join(" or --recipe ")}`,
  });
}
