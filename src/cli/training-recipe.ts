// Chooses what a training is done by: a recipe by its name, changed by the options of the command line.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { parseInitialiser } from "../train/initialisers/index.ts";
import { parseLoss } from "../train/losses/index.ts";
import { parseOptimiser } from "../train/optimisers/index.ts";
import type { GradientRecipe, GradientSettings, Recipe, RecipeName } from "../train/recipes.ts";
import { DEFAULT_RECIPE, RECIPES } from "../train/recipes.ts";
import { parseSchedule } from "../train/schedules/index.ts";

/** What the options say; undefined where they say nothing. */
export interface RecipeOptions {
  readonly hidden?: readonly number[] | undefined;
  readonly activation?: string | undefined;
  readonly outputActivation?: string | undefined;
  readonly initialiser?: string | undefined;
  readonly optimiser?: string | undefined;
  readonly learningRate?: number | undefined;
  readonly schedule?: string | undefined;
  readonly loss?: string | undefined;
  readonly iterations?: number | undefined;
  readonly batch?: number | undefined;
}

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
  /** The recipe of that name without options, but with the learning rate that is usual for the chosen optimiser. */
  readonly unchanged: Recipe;
}

/**
 * Choices are written in their shortest form, so that the same training is always recorded in the same words. An optimiser
 * that is not the recipe's brings its own learning rate. Where no recipe is named, options of the gradient mean the recipe
 * article, which follows the gradient alone.
 *
 * @throws DiagnosticError (usage) for a recipe, optimiser, schedule, initialiser or loss there is not, and for options the
 * recipe has no use for.
 */
export function chooseRecipe(name: string | undefined, options: RecipeOptions): ChosenRecipe {
  const given = GRADIENT_OPTIONS.filter(([setting]) => options[setting] !== undefined);
  const named = recipeNamed(name ?? (given.length > 0 ? RECIPES.article.name : DEFAULT_RECIPE));
  const shape = {
    hidden: options.hidden ?? named.hidden,
    activation: options.activation ?? named.activation,
    ...(options.outputActivation === undefined ? {} : { outputActivation: options.outputActivation }),
  };
  if (named.method === "gradient") return gradientRecipe(named, shape, options);
  const [first] = given;
  if (first !== undefined) throw hasNoUse(named.name, first[1]);
  return { recipe: { ...named, ...shape }, unchanged: named };
}

function gradientRecipe(
  named: GradientRecipe,
  shape: Pick<Recipe, "hidden" | "activation" | "outputActivation">,
  options: RecipeOptions,
): ChosenRecipe {
  const optimiser = parseOptimiser(options.optimiser ?? named.optimiser);
  const isOwn = optimiser.item === parseOptimiser(named.optimiser).item;
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
