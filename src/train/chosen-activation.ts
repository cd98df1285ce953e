// Decides what follows the hidden layers where a recipe leaves that open. Trains nothing.

import { DEFAULT_ACTIVATION } from "../network/activation.ts";
import type { Recipe } from "./recipes.ts";
import { MAXIMUM_REFINED_PARAMETERS } from "./second-order/refinement.ts";
import type { TrainingSource } from "./source.ts";
import { sourceSizes } from "./source.ts";

/** Of functions of several inputs or outputs: `npm run bench:several` compares it with others, kinks among the targets. */
const SMOOTH_ACTIVATION = "tanh";

/** Of steep jumps: nothing else is 0 on one side of a step, whatever stands there. */
const STEP_ACTIVATION = "relu";

/**
 * As `parseActivation` reads it: what the recipe says; else what suits the source. One input and one output are constructed of
 * leaky rectifiers, functions of more are followed by second-order steps over tanh where the network is small enough for them.
 */
export function chosenActivation(recipe: Recipe, source: TrainingSource): string {
  if (recipe.activation !== undefined) return recipe.activation;
  if (recipe.method === "best" && recipe.jumps === "steep") return STEP_ACTIVATION;
  const { inputNames, outputs } = sourceSizes(source);
  const isConstructed = inputNames.length === 1 && outputs === 1;
  if (source.kind === "data" || isConstructed) return DEFAULT_ACTIVATION;
  return parametersOf([inputNames.length, ...recipe.hidden, outputs]) <= MAXIMUM_REFINED_PARAMETERS ? SMOOTH_ACTIVATION : DEFAULT_ACTIVATION;
}

function parametersOf(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, units, before) => sum + (widths[before] + 1) * units, 0);
}
