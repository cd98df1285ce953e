// The settings of a training run: what may be said of what is trained, and what it comes to. Where files lie is not among them.

import type { DomainVariable } from "../../network/model.ts";
import { meanSquaredError } from "../../train/losses/mean-squared-error.ts";
import type { Missing } from "../../train/data/missing.ts";
import type { Task } from "../../train/data/task.ts";
import type { GradientSettings, Recipe, SecondOrderRecipe } from "../../train/recipes.ts";
import { DEFAULT_SEED } from "../../train/recipes.ts";
import type { RecipeSettings } from "../choose-recipe.ts";
import { chooseRecipe } from "../choose-recipe.ts";
import { DEFAULT_DOMAIN, DEFAULT_SPLIT_SEED, DEFAULT_TARGET } from "./defaults.ts";
import { showDomainVariable } from "./domain.ts";
import { showHiddenLayers } from "./hidden-layers.ts";

/** Nothing has to be said: without settings a training approximates e^x on [0, 1]. Empty lists say nothing. */
export interface TrainingSettings extends RecipeSettings {
  /** Expressions, one for each output; of samples none. */
  readonly target?: readonly string[] | undefined;
  /** The variables of the targets; of samples none. */
  readonly domain?: readonly DomainVariable[] | undefined;
  /** Columns of the samples. */
  readonly inputs?: readonly string[] | undefined;
  readonly outputs?: readonly string[] | undefined;
  /** The column that says how much each sample counts; all count the same where nothing is said. */
  readonly weight?: string | undefined;
  /** What the outputs of samples are taken for; where nothing is said, the samples decide. */
  readonly task?: Task | undefined;
  /** What becomes of samples with missing cells in columns that are used: they are refused where nothing is said. */
  readonly missing?: Missing | undefined;
  /** The share of the samples to measure the error on; where nothing is said, the samples decide. */
  readonly holdOut?: number | undefined;
  readonly splitSeed?: number | undefined;
  readonly seed?: number | undefined;
  readonly recipe?: string | undefined;
  /** The largest error that will do; further trainings are tried where the first one does not reach it. */
  readonly maxError?: number | undefined;
  /** With `maxError`: look for the smallest hidden layers that reach it. */
  readonly smallest?: boolean | undefined;
}

export type TrainingSetting = keyof TrainingSettings;

/**
 * The value of every setting as text, whether it was said or is implied: the same for settings that train the same. Empty
 * where nothing is said and nothing implied.
 *
 * @throws DiagnosticError as `chooseRecipe`.
 */
export function resolvedSettings(settings: TrainingSettings): Readonly<Record<TrainingSetting, string>> {
  const { target = [], domain = [], maxError } = settings;
  const { recipe } = chooseRecipe(settings.recipe, settings);
  const steps = stepsOf(recipe);
  const names = (columns: readonly string[] | undefined): string => columns?.join(",") ?? "";
  return {
    target: (target.length > 0 ? target : [DEFAULT_TARGET]).join(" and "),
    domain: (domain.length > 0 ? domain : DEFAULT_DOMAIN).map(showDomainVariable).join(","),
    hidden: showHiddenLayers(recipe.hidden),
    inputs: names(settings.inputs),
    outputs: names(settings.outputs),
    weight: settings.weight ?? "",
    task: settings.task ?? "",
    missing: settings.missing ?? "refuse",
    holdOut: String(settings.holdOut ?? ""),
    splitSeed: String(settings.splitSeed ?? DEFAULT_SPLIT_SEED),
    activation: recipe.activation ?? "",
    iterations: String(steps.iterations),
    batch: String(steps.batch ?? ""),
    optimiser: steps.optimiser,
    learningRate: String(steps.learningRate ?? ""),
    schedule: steps.schedule ?? "",
    initialiser: steps.initialiser,
    loss: steps.loss ?? meanSquaredError.name,
    seed: String(settings.seed ?? DEFAULT_SEED),
    recipe: recipe.name,
    outputActivation: recipe.outputActivation ?? "",
    jumps: recipe.method === "best" ? (recipe.jumps ?? "") : "",
    maxError: maxError === undefined ? "" : String(maxError),
    smallest: settings.smallest === true ? "smallest" : "",
  };
}

/** How parameters are changed; a second-order optimiser needs less to be said. */
function stepsOf(recipe: Recipe): Pick<SecondOrderRecipe, "optimiser" | "initialiser" | "iterations"> & Partial<GradientSettings> {
  switch (recipe.method) {
    case "best":
      return recipe.start;
    case "gradient":
    case "second-order":
      return recipe;
  }
}

const NAMES: readonly TrainingSetting[] = [
  "target", "domain", "inputs", "outputs", "weight", "task", "missing", "holdOut", "splitSeed", "hidden", "activation", "iterations", "batch", "optimiser",
  "learningRate", "schedule", "initialiser", "loss", "seed", "recipe", "outputActivation", "jumps", "maxError", "smallest",
];

/** The settings of which something is said. */
export function saidOf(settings: TrainingSettings): readonly TrainingSetting[] {
  return NAMES.filter((name) => {
    const value = settings[name];
    // No hidden layers are said to be none.
    return Array.isArray(value) ? value.length > 0 || name === "hidden" : value !== undefined && value !== false;
  });
}
