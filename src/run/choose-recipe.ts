// Chooses what a training is done by: a recipe by its name, changed by what is said of it.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Prose } from "../diagnostics/prose.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Chosen } from "../train/choices.ts";
import { parseInitialiser } from "../train/initialisers/index.ts";
import { parseLoss } from "../train/losses/index.ts";
import { meanSquaredError } from "../train/losses/mean-squared-error.ts";
import { parseFirstOrderOptimiser, parseOptimiser } from "../train/optimisers/index.ts";
import type { FirstOrderOptimiser, SecondOrderOptimiser } from "../train/optimisers/optimiser.ts";
import type { GradientRecipe, Jumps, Recipe, RecipeName, SecondOrderRecipe } from "../train/recipes.ts";
import { DEFAULT_RECIPE, RECIPES } from "../train/recipes.ts";
import { parseSchedule } from "../train/schedules/index.ts";

/** What may be said of a recipe. */
export interface RecipeSettings {
  /** Units of each hidden layer; an empty list says that there is none. */
  readonly hidden?: readonly number[] | undefined;
  /** As parseActivation reads it. */
  readonly activation?: string | undefined;
  readonly outputActivation?: string | undefined;
  /** Of targets of one variable: only where the recipe is free to choose. */
  readonly jumps?: Jumps | undefined;
  /** These four as the registries of src/train read them. */
  readonly initialiser?: string | undefined;
  readonly optimiser?: string | undefined;
  readonly schedule?: string | undefined;
  readonly loss?: string | undefined;
  readonly learningRate?: number | undefined;
  readonly iterations?: number | undefined;
  readonly batch?: number | undefined;
}

/** What a second-order optimiser does instead of what a setting says. */
const SECOND_ORDER_NOTES: readonly (readonly [name: "batch" | "learningRate" | "schedule", note: string])[] = [
  ["batch", "every iteration takes all samples"],
  ["learningRate", "it chooses the lengths of its steps"],
  ["schedule", "it chooses the lengths of its steps"],
];

/** The settings that say how the gradient is followed. */
const GRADIENT_SETTINGS = ["iterations", "batch", "optimiser", "learningRate", "schedule", "initialiser", "loss"] as const;

type GradientSetting = (typeof GRADIENT_SETTINGS)[number];

/** The settings that turned the recipe, of which nothing else is said, into the one that follows the gradient. */
export function gradientChosenBy(name: string | undefined, options: RecipeSettings): readonly GradientSetting[] {
  return name === undefined ? GRADIENT_SETTINGS.filter((one) => options[one] !== undefined) : [];
}

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
  const given = GRADIENT_SETTINGS.filter((one) => options[one] !== undefined);
  const named = recipeNamed(name ?? (given.length > 0 ? RECIPES.article.name : DEFAULT_RECIPE));
  const { activation, outputActivation } = options;
  const shape = {
    hidden: options.hidden ?? named.hidden,
    ...(activation === undefined ? {} : { activation }),
    ...(outputActivation === undefined ? {} : { outputActivation }),
  };
  if (named.method === "gradient") {
    if (options.jumps === "steep") throw jumpsAreNotFor(named.name);
    const optimiser = parseOptimiser(options.optimiser ?? named.optimiser);
    const { item } = optimiser;
    if (item.order === "first") return gradientRecipe(named, shape, { ...optimiser, item }, options);
    return secondOrderRecipe(named, shape, item, options);
  }
  const [first] = given;
  if (first !== undefined) throw hasNoUse(named.name, first);
  return { recipe: { ...named, ...shape, ...(options.jumps === "steep" ? { jumps: options.jumps } : {}) }, unchanged: named };
}

type Shape = Pick<GradientRecipe, "hidden" | "outputActivation"> & Partial<Pick<GradientRecipe, "activation">>;

function gradientRecipe(
  named: GradientRecipe,
  shape: Shape,
  optimiser: Chosen<FirstOrderOptimiser>,
  options: RecipeSettings,
): ChosenRecipe {
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

function secondOrderRecipe(
  named: GradientRecipe,
  shape: Shape,
  { name, defaultIterations }: SecondOrderOptimiser,
  options: RecipeSettings,
): ChosenRecipe {
  for (const [one, note] of SECOND_ORDER_NOTES) {
    if (options[one] !== undefined) throw isOfSecondOrder(name, one, note);
  }
  if (options.loss !== undefined && parseLoss(options.loss).item !== meanSquaredError) {
    throw isOfSecondOrder(name, "loss", `it minimises the ${meanSquaredError.name} alone`);
  }
  const { hidden, activation, initialiser } = named;
  const unchanged: SecondOrderRecipe = {
    name: named.name,
    method: "second-order",
    hidden,
    activation,
    initialiser,
    optimiser: name,
    iterations: defaultIterations,
  };
  const recipe = {
    ...unchanged,
    ...shape,
    initialiser: parseInitialiser(options.initialiser ?? initialiser).text,
    iterations: options.iterations ?? defaultIterations,
  };
  return { recipe, unchanged };
}

function isOfSecondOrder(optimiser: string, name: GradientSetting, note: string): DiagnosticError {
  return new DiagnosticError({
    id: "option-not-for-optimiser",
    message: prose`the optimiser ${optimiser} has no use for ${setting(name)}`,
    place: { setting: name },
    note,
    hint: "leave it out, or choose a first-order optimiser such as adam",
  });
}

function hasNoUse(recipe: string, name: GradientSetting): DiagnosticError {
  return new DiagnosticError({
    id: "option-not-for-recipe",
    message: prose`the recipe ${recipe} chooses its own steps and has no use for ${setting(name)}`,
    place: { setting: name },
    hint: prose`leave it out, or write ${setting("recipe", RECIPES.article.name)}`,
  });
}

function jumpsAreNotFor(recipe: string): DiagnosticError {
  return new DiagnosticError({
    id: "jumps-not-for-recipe",
    message: prose`the recipe ${recipe} constructs nothing and has no use for ${setting("jumps")}`,
    place: { setting: "jumps" },
    hint: prose`leave it out, or write ${setting("recipe", RECIPES.best.name)} and no settings of the gradient`,
  });
}

function recipeNamed(name: string): Recipe {
  const isRecipe = (word: string): word is RecipeName => Object.hasOwn(RECIPES, word);
  if (isRecipe(name)) return RECIPES[name];
  const names = Object.keys(RECIPES);
  throw new DiagnosticError({
    id: "recipe-unknown",
    message: `there is no recipe '${name}'`,
    place: { setting: "recipe" },
    note: `recipes: ${names.join(", ")}`,
    hint: didYouMean(name, names) ?? prose`write ${eitherRecipe(names)}`,
  });
}

function eitherRecipe(names: readonly string[]): Prose {
  return names.map((name): Prose => prose`${setting("recipe", name)}`).reduce((one, other) => prose`${one} or ${other}`);
}
