// Lists what has to be said to train the same again: only what differs from what is implied, and no paths. Spells nothing.

import type { Recipe } from "../train/recipes.ts";
import { DEFAULT_RECIPE } from "../train/recipes.ts";
import type { TrainingSubject } from "./choose-source.ts";
import { DEFAULT_DOMAIN, DEFAULT_SPLIT_SEED, DEFAULT_TARGET } from "./settings/defaults.ts";
import { showDomainVariable } from "./settings/domain.ts";
import { showHiddenLayers } from "./settings/hidden-layers.ts";
import type { TrainingSetting } from "./settings/training-settings.ts";

/** A setting, or the file of samples, with its value as text. */
export interface SaidSetting {
  readonly name: TrainingSetting | "data";
  readonly value: string;
}

/** One training, by what is trained, by what and from which seed. */
export interface DescribedTraining {
  readonly subject: TrainingSubject;
  /** What is trained by. */
  readonly recipe: Recipe;
  /** What is trained by where nothing else is said. */
  readonly unchanged: Recipe;
  readonly seed: number;
}

/** In the order in which they are told; the seed is always among them, as the last. */
export function saidSettings({ subject, recipe, unchanged, seed }: DescribedTraining): readonly SaidSetting[] {
  return [
    ...("data" in subject ? samplesSettings(subject) : targetSettings(subject)),
    ...unlessUsual("recipe", recipe.name, DEFAULT_RECIPE),
    ...unlessUsual("hidden", showHiddenLayers(recipe.hidden), showHiddenLayers(unchanged.hidden)),
    ...unlessUsual("activation", recipe.activation ?? "", unchanged.activation ?? ""),
    ...unlessUsual("outputActivation", recipe.outputActivation ?? "", unchanged.outputActivation ?? ""),
    ...(recipe.method === "best" && recipe.jumps !== undefined ? [{ name: "jumps", value: recipe.jumps } as const] : []),
    ...optimiserSettings(recipe, unchanged),
    { name: "seed", value: String(seed) },
  ];
}

function unlessUsual(name: TrainingSetting, value: string | number, usual: string | number): readonly SaidSetting[] {
  return value === usual ? [] : [{ name, value: String(value) }];
}

function optimiserSettings(recipe: Recipe, unchanged: Recipe): readonly SaidSetting[] {
  if (recipe.method === "second-order" && unchanged.method === "second-order") {
    return [
      ...unlessUsual("iterations", recipe.iterations, unchanged.iterations),
      // No recipe has it where nothing is said.
      { name: "optimiser", value: recipe.optimiser },
      ...unlessUsual("initialiser", recipe.initialiser, unchanged.initialiser),
    ];
  }
  if (recipe.method !== "gradient" || unchanged.method !== "gradient") return [];
  return (["iterations", "batch", "optimiser", "learningRate", "schedule", "initialiser", "loss"] as const).flatMap((name) =>
    unlessUsual(name, recipe[name], unchanged[name]),
  );
}

function targetSettings({ targets, domain }: Extract<TrainingSubject, { targets: unknown }>): readonly SaidSetting[] {
  const isUsualTarget = targets.length === 1 && targets[0] === DEFAULT_TARGET;
  const domains = domain.map(showDomainVariable);
  const isUsualDomain = domains.join() === DEFAULT_DOMAIN.map(showDomainVariable).join();
  const shown = domain.length === 1 ? domains.map((text) => text.replace(/^x=/, "")) : domains;
  return [
    ...(isUsualTarget ? [] : targets.map((value) => ({ name: "target", value }) as const)),
    ...(isUsualDomain ? [] : shown.map((value) => ({ name: "domain", value }) as const)),
  ];
}

function samplesSettings(subject: Extract<TrainingSubject, { data: unknown }>): readonly SaidSetting[] {
  const { data, inputs, outputs, weight, task, missing, holdOut, splitSeed } = subject;
  return [
    { name: "data", value: data },
    ...(inputs === undefined ? [] : [{ name: "inputs", value: inputs.join(",") } as const]),
    ...(outputs === undefined ? [] : [{ name: "outputs", value: outputs.join(",") } as const]),
    ...(weight === undefined ? [] : [{ name: "weight", value: weight } as const]),
    ...(task === undefined ? [] : [{ name: "task", value: task } as const]),
    ...(missing === "drop" ? [{ name: "missing", value: missing } as const] : []),
    ...(holdOut === undefined ? [] : [{ name: "holdOut", value: String(holdOut) } as const]),
    ...unlessUsual("splitSeed", splitSeed, DEFAULT_SPLIT_SEED),
  ];
}
