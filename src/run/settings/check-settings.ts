// Refuses settings that contradict one another, before anything is read or trained.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../../diagnostics/ids.ts";
import type { Prose } from "../../diagnostics/prose.ts";
import { prose, setting } from "../../diagnostics/prose.ts";
import { checkSeed } from "../../train/seed.ts";
import type { ChosenRecipe } from "../choose-recipe.ts";
import { chooseRecipe } from "../choose-recipe.ts";
import { DEFAULT_SPLIT_SEED } from "./defaults.ts";
import { saysNothing } from "./says-nothing.ts";
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
  checkSeed(settings.splitSeed ?? DEFAULT_SPLIT_SEED, "the seed of the split", "splitSeed");
  checkSubject(settings, hasSamples);
  return chosen;
}

function checkSearch({ smallest, hidden, maxError, jumps }: TrainingSettings): void {
  if (smallest !== true) return;
  if (maxError === undefined) {
    throw smallestNeeds("smallest-without-error", "an error to reach", prose`give ${setting("maxError")} as well`);
  }
  if (jumps === "steep") {
    const steep = setting("jumps", jumps);
    throw smallestNeeds("smallest-with-steep-jumps", prose`no ${steep}: the jumps say how many units there must be`, prose`leave one of them out`);
  }
  if (hidden === undefined) return;
  const given = setting("hidden");
  throw smallestNeeds("smallest-with-hidden", prose`no ${given}: it chooses the layers`, prose`leave ${given} out`);
}

function smallestNeeds(id: DiagnosticId, what: Prose, hint: Prose): DiagnosticError {
  return new DiagnosticError({ id, message: prose`${setting("smallest")} needs ${what}`, place: { setting: "smallest" }, hint });
}

function samplesHaveNone(): DiagnosticError {
  return new DiagnosticError({
    id: "output-activation-with-data",
    message: "a network trained on data has no output activation",
    place: { setting: "outputActivation" },
    note: "the units of the data are folded into the last layer, after which nothing may follow",
    hint: "leave it out",
  });
}

function checkSubject({ target = [], domain = [], inputs, outputs, weight, task, missing, holdOut }: TrainingSettings, hasSamples: boolean): void {
  if (!hasSamples) {
    if (inputs !== undefined) throw saysNothing("inputs");
    if (outputs !== undefined) throw saysNothing("outputs");
    if (weight !== undefined) throw saysNothing("weight");
    if (task !== undefined) throw saysNothing("task");
    if (missing !== undefined) throw saysNothing("missing");
    if (holdOut !== undefined) throw saysNothing("holdOut");
    return;
  }
  if (target.length > 0) {
    throw new DiagnosticError({
      id: "data-with-target",
      message: "there are both data and a target",
      place: { setting: "target" },
      hint: prose`give either ${setting("data")} or ${setting("target")}`,
    });
  }
  if (domain.length > 0) {
    throw new DiagnosticError({
      id: "data-with-domain",
      message: "data have no domain",
      place: { setting: "domain" },
      hint: prose`leave ${setting("domain")} out: the samples say where the function is used`,
    });
  }
}
