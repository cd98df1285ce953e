// Spells the command that trains a model again: only what differs from the defaults, and no paths.

import type { DomainVariable } from "../network/model.ts";
import type { Recipe } from "../train/recipes.ts";
import { DEFAULT_DOMAIN, showDomainVariable } from "./domain.ts";
import { shellWords } from "./shell-words.ts";

export const DEFAULT_TARGET = "exp(x)";
export const DEFAULT_RECIPE = "article";

export interface Training {
  readonly targets: readonly string[];
  readonly domain: readonly DomainVariable[];
  /** What is trained by. */
  readonly recipe: Recipe;
  /** What the recipe of this name says without further options. */
  readonly unchanged: Recipe;
  readonly seed: number;
}

/** The seed is always part of it. */
export function trainingCommand({ targets, domain, recipe, unchanged, seed }: Training): string {
  const options: readonly (readonly [option: string, value: string, usual: string])[] = [
    ["--recipe", recipe.name, DEFAULT_RECIPE],
    ["--hidden", recipe.hidden.join(","), unchanged.hidden.join(",")],
    ["--activation", recipe.activation, unchanged.activation],
    ["--iterations", String(recipe.iterations), String(unchanged.iterations)],
    ["--batch", String(recipe.batch), String(unchanged.batch)],
    ["--learning-rate", String(recipe.learningRate), String(unchanged.learningRate)],
  ];
  const isUsualTarget = targets.length === 1 && targets[0] === DEFAULT_TARGET;
  const domains = domain.map(showDomainVariable);
  const isUsualDomain = domains.join() === DEFAULT_DOMAIN.map(showDomainVariable).join();
  return shellWords([
    "nnc",
    "train",
    ...(isUsualTarget ? [] : targets.flatMap((target) => ["--target", target])),
    ...(isUsualDomain
      ? []
      : domains.flatMap((variable) => ["--domain", domain.length === 1 ? variable.replace(/^x=/, "") : variable])),
    ...options.flatMap(([option, value, usual]) => (value === usual ? [] : [option, value])),
    "--seed",
    String(seed),
  ]);
}
