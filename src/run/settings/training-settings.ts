// The options of nnc train that say what is trained: how they are read, and how they are written into a checkpoint so that
// they can be read again. Where files lie is not among them.

import * as z from "zod/mini";
import { DEFAULT_HOLD_OUT } from "../../train/data/split.ts";
import { meanSquaredError } from "../../train/losses/mean-squared-error.ts";
import type { GradientSettings, Recipe, SecondOrderRecipe } from "../../train/recipes.ts";
import { DEFAULT_SEED } from "../../train/recipes.ts";
import { DEFAULT_SPLIT_SEED, readColumnNames, readShare } from "../../cli/files/samples-file.ts";
import { DEFAULT_DOMAIN, readDomainVariable, showDomainVariable } from "./domain.ts";
import { readHiddenLayers, showHiddenLayers } from "./hidden-layers.ts";
import { readNumber, readTolerance } from "./numbers.ts";
import { DEFAULT_TARGET } from "../../cli/commands/train/training-command.ts";
import type { ChosenRecipe } from "../choose-recipe.ts";
import { chooseRecipe } from "../choose-recipe.ts";
import { flag, text, texts } from "../../cli/arguments/validate.ts";

export const TRAINING_SCHEMA = {
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  inputs: z.optional(text(readColumnNames)),
  outputs: z.optional(text(readColumnNames)),
  "hold-out": z.optional(text(readShare)),
  "split-seed": z.optional(text(readNumber)),
  hidden: z.optional(text(readHiddenLayers)),
  activation: z.optional(z.string()),
  iterations: z.optional(text(readNumber)),
  batch: z.optional(text(readNumber)),
  optimiser: z.optional(z.string()),
  "learning-rate": z.optional(text(readNumber)),
  schedule: z.optional(z.string()),
  initialiser: z.optional(z.string()),
  loss: z.optional(z.string()),
  seed: z.optional(text(readNumber)),
  recipe: z.optional(z.string()),
  "output-activation": z.optional(z.string()),
  "max-error": z.optional(text(readTolerance)),
  smallest: flag,
};

const settingsSchema = z.strictObject(TRAINING_SCHEMA);

/** What was said; undefined, empty or false where nothing was. */
export type TrainingSettings = z.infer<typeof settingsSchema>;

export type OptionName = keyof TrainingSettings;

/** @throws DiagnosticError as chooseRecipe. */
export function recipeOf(settings: TrainingSettings): ChosenRecipe {
  return chooseRecipe(settings.recipe, {
    ...settings,
    learningRate: settings["learning-rate"],
    outputActivation: settings["output-activation"],
  });
}

/** What the schema reads again, as JSON: nothing for what was not said, nor for other options. */
export function settingsToJson(settings: TrainingSettings): string {
  const { target, domain, smallest, hidden, inputs, outputs, ...rest } = settings;
  const lists = { inputs, outputs };
  return JSON.stringify({
    ...(target.length === 0 ? {} : { target }),
    ...(domain.length === 0 ? {} : { domain: domain.map(showDomainVariable) }),
    ...(hidden === undefined ? {} : { hidden: showHiddenLayers(hidden) }),
    ...Object.fromEntries(Object.entries(lists).flatMap(([name, names]) => (names === undefined ? [] : [[name, names.join(",")]]))),
    ...Object.fromEntries(Object.entries(rest).flatMap(([name, value]) => (value === undefined || !(name in TRAINING_SCHEMA) ? [] : [[name, String(value)]]))),
    ...(smallest ? { smallest } : {}),
  });
}

/** Undefined where the text is not what `settingsToJson` gives. */
export function settingsFromJson(json: string): TrainingSettings | undefined {
  try {
    return settingsSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/**
 * The value of every option as text, whether it was given or is implied: the same for settings that train the same.
 *
 * @throws DiagnosticError as chooseRecipe.
 */
export function resolvedOptions(settings: TrainingSettings): Readonly<Record<OptionName, string>> {
  const { recipe } = recipeOf(settings);
  const steps = stepsOf(recipe);
  const names = (columns: readonly string[] | undefined): string => columns?.join(",") ?? "";
  return {
    target: (settings.target.length > 0 ? settings.target : [DEFAULT_TARGET]).join(" and "),
    domain: (settings.domain.length > 0 ? settings.domain : DEFAULT_DOMAIN).map(showDomainVariable).join(","),
    inputs: names(settings.inputs),
    outputs: names(settings.outputs),
    "hold-out": String(settings["hold-out"] ?? DEFAULT_HOLD_OUT),
    "split-seed": String(settings["split-seed"] ?? DEFAULT_SPLIT_SEED),
    recipe: recipe.name,
    hidden: showHiddenLayers(recipe.hidden),
    activation: recipe.activation,
    "output-activation": recipe.outputActivation ?? "",
    optimiser: steps.optimiser,
    "learning-rate": String(steps.learningRate ?? ""),
    schedule: steps.schedule ?? "",
    initialiser: steps.initialiser,
    loss: steps.loss ?? meanSquaredError.name,
    iterations: String(steps.iterations),
    batch: String(steps.batch ?? ""),
    seed: String(settings.seed ?? DEFAULT_SEED),
    "max-error": settings["max-error"] === undefined ? "" : String(settings["max-error"]),
    smallest: settings.smallest ? "smallest" : "",
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

/** The options that were given, in the order of the schema. */
export function givenOptions(settings: TrainingSettings): readonly OptionName[] {
  const isGiven = (value: TrainingSettings[OptionName]): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false);
  return z.keyof(settingsSchema).options.filter((name) => isGiven(settings[name]) || (name === "hidden" && settings.hidden !== undefined));
}
