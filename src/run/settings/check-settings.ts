// Refuses settings that contradict one another, before anything is read or trained.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { checkSeed } from "../../train/seed.ts";
import { chooseRecipe } from "../choose-recipe.ts";
import type { ChosenRecipe } from "../choose-recipe.ts";
import { DEFAULT_SPLIT_SEED } from "./defaults.ts";
import type { TrainingSettings } from "./training-settings.ts";

/**
 * What is trained by, where the settings fit together.
 *
 * @param hasSamples whether samples are trained on.
 * @throws DiagnosticError (usage) where they do not, and as `chooseRecipe` and `checkSeed`.
 */
export function checkSettings(settings: TrainingSettings, hasSamples: boolean): ChosenRecipe {
  checkSearch(settings);
  const chosen = chooseRecipe(settings.recipe, settings);
  if (settings.outputActivation !== undefined && hasSamples) throw samplesHaveNone();
  checkSeed(settings.splitSeed ?? DEFAULT_SPLIT_SEED, "the seed of the split", "--split-seed");
  checkSubject(settings, hasSamples);
  return chosen;
}

function checkSearch({ smallest, hidden, maxError }: TrainingSettings): void {
  if (smallest !== true) return;
  if (maxError === undefined) throw smallestNeeds("an error to reach", "give --max-error as well");
  if (hidden !== undefined) throw smallestNeeds("no --hidden: it chooses the layers", "leave --hidden out");
}

function smallestNeeds(what: string, hint: string): DiagnosticError {
  return new DiagnosticError({ category: "usage", message: `--smallest needs ${what}`, place: "--smallest", hint });
}

function samplesHaveNone(): DiagnosticError {
  return new DiagnosticError({
    category: "usage",
    message: "a network trained on data has no output activation",
    place: "--output-activation",
    note: "the units of the data are folded into the last layer, after which nothing may follow",
    hint: "leave it out",
  });
}

function checkSubject({ target = [], domain = [], inputs, outputs, holdOut }: TrainingSettings, hasSamples: boolean): void {
  if (!hasSamples) {
    if (inputs !== undefined) throw saysNothing("--inputs");
    if (outputs !== undefined) throw saysNothing("--outputs");
    if (holdOut !== undefined) throw saysNothing("--hold-out");
    return;
  }
  if (target.length > 0) throw contradicts("--target", "there are both data and a target", "give either --data or --target");
  if (domain.length > 0) throw contradicts("--domain", "data have no domain", "leave --domain out: the samples say where the function is used");
}

function saysNothing(place: string): DiagnosticError {
  return contradicts(place, `${place} without --data says nothing`, "give --data samples.csv");
}

function contradicts(place: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError({ category: "usage", message, place, hint });
}
