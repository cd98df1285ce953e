// Decides what follows the hidden layers where a recipe leaves that open. Trains nothing to its end.

import { DEFAULT_ACTIVATION } from "../network/activation.ts";
import type { PreparedDataset } from "./data/prepare.ts";
import type { Pausing } from "./pausing.ts";
import type { Recipe } from "./recipes.ts";
import { MAXIMUM_REFINED_PARAMETERS } from "./second-order/refinement.ts";
import type { DataSource, TrainingSource } from "./source.ts";
import { classesOf, sourceSizes } from "./source.ts";
import { suitingActivation } from "./starts-on-samples.ts";
import { toEnd } from "./to-end.ts";

/** Of functions of several inputs or outputs: `npm run bench:several` compares it with others, kinks among the targets. */
const SMOOTH_ACTIVATION = "tanh";

/** Of steep jumps: nothing else is 0 on one side of a step, whatever stands there. */
const STEP_ACTIVATION = "relu";

/**
 * As `parseActivation` reads it: what the recipe says; else what suits the source. One input and one output are constructed of
 * leaky rectifiers, and classes are told by them. Functions of more are followed by second-order steps over tanh where the network is small
 * enough for them, and samples of more by what does better on some that are set aside. The same source gives the same answer.
 */
export function chosenActivation(recipe: Recipe, source: TrainingSource): string {
  return toEnd(chooseActivation(recipe, source));
}

/** As `chosenActivation`, which has the answer at once from then on. */
export function* chooseActivation(recipe: Recipe, source: TrainingSource): Pausing<string> {
  if (recipe.activation !== undefined) return recipe.activation;
  if (recipe.method === "best" && recipe.jumps === "steep") return STEP_ACTIVATION;
  const { inputNames, outputs } = sourceSizes(source);
  const isConstructed = inputNames.length === 1 && outputs === 1;
  if (recipe.method !== "best" || isConstructed || classesOf(source) !== undefined) return DEFAULT_ACTIVATION;
  if (parametersOf([inputNames.length, ...recipe.hidden, outputs]) > MAXIMUM_REFINED_PARAMETERS) return DEFAULT_ACTIVATION;
  return source.kind === "function" ? SMOOTH_ACTIVATION : yield* activationOfSamples(source, recipe.hidden);
}

/** What was found out about samples and hidden layers, which is asked several times in a training. */
const FOUND = new WeakMap<PreparedDataset, Map<string, string>>();

function* activationOfSamples(source: DataSource, hidden: readonly number[]): Pausing<string> {
  if (hidden.length === 0) return DEFAULT_ACTIVATION;
  const found = FOUND.get(source.dataset) ?? new Map<string, string>();
  FOUND.set(source.dataset, found);
  const activation = found.get(hidden.join()) ?? (yield* suitingActivation(source, hidden, SMOOTH_ACTIVATION, DEFAULT_ACTIVATION));
  found.set(hidden.join(), activation);
  return activation;
}

function parametersOf(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, units, before) => sum + (widths[before] + 1) * units, 0);
}
