// What a training run says, in lines for a person: of its samples, of its search and of how it came out. Writes nothing.

import { showCount, showError } from "../../../numeric/shown-number.ts";
import type { Attempt, Remark } from "../../../run/events.ts";
import { gradientChosenBy } from "../../../run/choose-recipe.ts";
import { outcomeNotes } from "../../../run/outcome-notes.ts";
import { showHiddenLayers } from "../../../run/settings/hidden-layers.ts";
import type { TrainingSettings } from "../../../run/settings/training-settings.ts";
import type { FinishedRun, TrainingRun } from "../../../run/training-run.ts";
import type { TriedSize } from "../../../train/smallest-hidden.ts";
import { RECIPES } from "../../../train/recipes.ts";
import { OPTION_SPELLING, optionOf, spellOptions } from "../../../shell/option-spelling.ts";
import { describeSeen } from "../../terminal/seen.ts";
import { layOut, showPoint } from "../../terminal/lay-out.ts";

/** What samples there are to train on, and what is worth knowing about them or about targets. */
export function sourceLines({ plan: { source, notes } }: TrainingRun): readonly string[] {
  const known = notes.map((note) => `note: ${note}`);
  if (source.kind === "function") return known;
  const { training, heldOut } = source.dataset;
  const names = (variables: readonly { readonly name: string }[]): string => {
    const shown = variables.slice(0, 8).map(({ name }) => name);
    return [...shown, ...(variables.length > shown.length ? [`… (${variables.length})`] : [])].join(", ");
  };
  const aside = heldOut === undefined ? "none held out" : `${showCount(heldOut.lines.length)} held out`;
  return [
    `${names(training.outputs)} from ${names(training.inputs)}: ${showCount(training.lines.length)} samples to train on, ${aside}`,
    ...known,
  ];
}

/** That settings of the gradient stand for a recipe that was not named. */
function recipeNotes(settings: TrainingSettings): readonly string[] {
  const options = gradientChosenBy(settings.recipe, settings).map(optionOf);
  if (options.length === 0) return [];
  const [mean, them] = options.length === 1 ? ["means", "it"] : ["mean", "them"];
  const [article, best] = [RECIPES.article, RECIPES.best].map(({ name }) => OPTION_SPELLING({ setting: "recipe", value: name }));
  return [`${options.join(", ")} ${mean} ${article}, which follows the gradient alone; ${best}, which is usual without ${them}, gets closer`];
}

/** Which of several attempts it is: `seed 4`; empty for the only one. */
export function attemptName({ isSearch, plan: { settings } }: TrainingRun, { recipe, seed }: Attempt): string {
  if (!isSearch) return "";
  return settings.smallest === true ? `hidden ${showHiddenLayers(recipe.hidden)}` : `seed ${seed}`;
}

/**
 * A line, or a table of several.
 *
 * @param what the numbers of a search are, as `nameOfWorst` has it.
 */
export function remarkLine(remark: Remark, what: string): string {
  switch (remark.kind) {
    case "missed":
      return `seed ${remark.seed}: ${what} ${showError(remark.worst)}, more than ${showError(remark.wanted)}`;
    case "measured":
      return `hidden ${showHiddenLayers(remark.hidden)}: ${what} ${showError(remark.worst)}`;
    case "diverged": {
      const { of, diagnostic } = remark;
      return `${"seed" in of ? `seed ${of.seed}` : `hidden ${showHiddenLayers(of.hidden)}`}: ${spellOptions(diagnostic.message)}`;
    }
    case "sizes":
      return sizesTable(remark.tried, remark.smallest, what);
  }
}

function sizesTable(tried: readonly TriedSize[], smallest: TriedSize | undefined, what: string): string {
  const rows = tried
    .toSorted((a, b) => a.parameters - b.parameters)
    .map((size) => [showHiddenLayers(size.hidden), showCount(size.parameters), showError(size.error), size === smallest ? "taken" : ""]);
  return layOut([["hidden", "parameters", what, ""], ...rows]).trimEnd();
}

/** How a training came out. */
export function outcomeLines({ trained, trainings, seconds }: FinishedRun, { plan: { source, settings } }: TrainingRun): readonly string[] {
  const { error, heldOut, example } = trained;
  const several = trainings === 1 ? "" : `, ${trainings} networks`;
  const begin = trainings === 0 ? "trained before the interruption" : `trained in ${seconds.toFixed(1)} s${several}`;
  const notes = [...outcomeNotes(trained, source), ...recipeNotes(settings)].map((note) => `note: ${note}`);
  if (source.kind === "data") {
    const names = source.dataset.training.inputs.map(({ name }) => name);
    const aside = heldOut === undefined ? [] : [describeSeen(heldOut, names, "samples held out")];
    return [begin, describeSeen(error, names, "samples trained on"), ...aside, ...notes];
  }
  const names = source.domain.map(({ name }) => name);
  const lines = [begin, describeSeen(error, names)];
  if (example === undefined) return [...lines, ...notes];
  const expressions = source.targets.map(({ expression }) => expression).join(", ");
  const { point, results, wanted } = example;
  const [given, right] = [results, wanted].map((values) => values.map(digits).join(", "));
  return [...lines, `at ${showPoint(point, names)} it gives ${given}; ${expressions} is ${right}`, ...notes];
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}
