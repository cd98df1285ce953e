// Spells the command that trains a model again: only what differs from the defaults, and no paths.

import type { DomainVariable } from "../../../network/model.ts";
import type { Recipe } from "../../../train/recipes.ts";
import { DEFAULT_RECIPE } from "../../../train/recipes.ts";
import { DEFAULT_SPLIT_SEED } from "../../files/samples-file.ts";
import { DEFAULT_DOMAIN, showDomainVariable } from "../../../run/settings/domain.ts";
import { showHiddenLayers } from "../../../run/settings/hidden-layers.ts";
import { asciiShellWords } from "../../terminal/shell-words.ts";

export const DEFAULT_TARGET = "exp(x)";

/** Targets on a domain, or a file of samples with what was said about it. */
export type TrainingSubject =
  | { readonly targets: readonly string[]; readonly domain: readonly DomainVariable[] }
  | {
      /** The file's name without its path. */
      readonly data: string;
      readonly inputs: readonly string[] | undefined;
      readonly outputs: readonly string[] | undefined;
      readonly holdOut: number | undefined;
      readonly splitSeed: number;
    };

export interface Training {
  readonly subject: TrainingSubject;
  /** What is trained by. */
  readonly recipe: Recipe;
  /** What is trained by where the options below say nothing. */
  readonly unchanged: Recipe;
  readonly seed: number;
}

/** The seed is always part of it. */
export function trainingCommand({ subject, recipe, unchanged, seed }: Training): string {
  const options: readonly (readonly [option: string, value: string, usual: string])[] = [
    ["--recipe", recipe.name, DEFAULT_RECIPE],
    ["--hidden", showHiddenLayers(recipe.hidden), showHiddenLayers(unchanged.hidden)],
    ["--activation", recipe.activation, unchanged.activation],
    ["--output-activation", recipe.outputActivation ?? "", unchanged.outputActivation ?? ""],
    ...optimiserOptions(recipe, unchanged),
  ];
  return asciiShellWords([
    "nnc",
    "train",
    ...("data" in subject ? dataWords(subject) : targetWords(subject)),
    ...options.flatMap(([option, value, usual]) => (value === usual ? [] : [option, value])),
    "--seed",
    String(seed),
  ]);
}

function optimiserOptions(recipe: Recipe, unchanged: Recipe): readonly (readonly [string, string, string])[] {
  if (recipe.method === "second-order" && unchanged.method === "second-order") {
    return [
      ["--iterations", String(recipe.iterations), String(unchanged.iterations)],
      // No recipe has it where nothing is said.
      ["--optimiser", recipe.optimiser, ""],
      ["--initialiser", recipe.initialiser, unchanged.initialiser],
    ];
  }
  if (recipe.method !== "gradient" || unchanged.method !== "gradient") return [];
  return [
    ["--iterations", String(recipe.iterations), String(unchanged.iterations)],
    ["--batch", String(recipe.batch), String(unchanged.batch)],
    ["--optimiser", recipe.optimiser, unchanged.optimiser],
    ["--learning-rate", String(recipe.learningRate), String(unchanged.learningRate)],
    ["--schedule", recipe.schedule, unchanged.schedule],
    ["--initialiser", recipe.initialiser, unchanged.initialiser],
    ["--loss", recipe.loss, unchanged.loss],
  ];
}

function targetWords({ targets, domain }: Extract<TrainingSubject, { targets: unknown }>): readonly string[] {
  const isUsualTarget = targets.length === 1 && targets[0] === DEFAULT_TARGET;
  const domains = domain.map(showDomainVariable);
  const isUsualDomain = domains.join() === DEFAULT_DOMAIN.map(showDomainVariable).join();
  return [
    ...(isUsualTarget ? [] : targets.flatMap((target) => ["--target", target])),
    ...(isUsualDomain
      ? []
      : domains.flatMap((variable) => ["--domain", domain.length === 1 ? variable.replace(/^x=/, "") : variable])),
  ];
}

function dataWords({ data, inputs, outputs, holdOut, splitSeed }: Extract<TrainingSubject, { data: unknown }>): readonly string[] {
  return [
    "--data",
    data,
    ...(inputs === undefined ? [] : ["--inputs", inputs.join(",")]),
    ...(outputs === undefined ? [] : ["--outputs", outputs.join(",")]),
    ...(holdOut === undefined ? [] : ["--hold-out", String(holdOut)]),
    ...(splitSeed === DEFAULT_SPLIT_SEED ? [] : ["--split-seed", String(splitSeed)]),
  ];
}
