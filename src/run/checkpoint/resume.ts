// What a run goes on from: refuses settings that would train something else, and samples that are others. Opens no files.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Prose } from "../../diagnostics/prose.ts";
import { prose, setting } from "../../diagnostics/prose.ts";
import { showCount } from "../../numeric/shown-number.ts";
import { stateFrom, stateSizes } from "../../train/state-arrays.ts";
import type { Recipe } from "../../train/recipes.ts";
import { parseSchedule } from "../../train/schedules/index.ts";
import type { TrainingSource } from "../../train/source.ts";
import { chooseRecipe } from "../choose-recipe.ts";
import type { Samples } from "../choose-source.ts";
import type { TrainingSetting, TrainingSettings } from "../settings/training-settings.ts";
import { resolvedSettings, saidOf } from "../settings/training-settings.ts";
import type { InterruptedRun } from "../training-run.ts";
import type { OpenedCheckpoint } from "./contents.ts";
import { recipeText } from "./contents.ts";
import { showPosition } from "./position.ts";

const TRAIN_AGAIN = prose`train again without ${setting("resume")}`;

/**
 * The settings of the run that is gone on with: those of the checkpoint, with more iterations where they were given.
 *
 * @param given none of these may say anything else than the checkpoint does.
 * @throws DiagnosticError: model where another build of nnc wrote it, usage where the settings contradict it or the training is
 * finished.
 */
export function resumedSettings(checkpoint: OpenedCheckpoint, given: TrainingSettings): TrainingSettings {
  const { file, settings: saved } = checkpoint;
  const before = resolvedSettings(saved);
  const { recipe } = chooseRecipe(saved.recipe, saved);
  if (checkpoint.recipe !== recipeText(recipe)) throw otherRecipe(file);
  const settings = merged(saved, given);
  const after = resolvedSettings(settings);
  const mayExtend = saved.maxError === undefined && recipe.method !== "best";
  for (const name of saidOf(given)) {
    if (before[name] !== after[name] && !(name === "iterations" && mayExtend)) throw contradiction(file, name, before[name], after[name]);
  }
  if (after.iterations !== before.iterations) checkIterations(checkpoint, settings);
  else if (checkpoint.isFinished) throw finished(checkpoint, mayExtend);
  return settings;
}

/**
 * The samples under the name the checkpoint knows them by.
 *
 * @throws DiagnosticError (model) where they are others.
 */
export function checkSamples(given: Samples, { samples }: OpenedCheckpoint): Samples {
  if (samples === undefined) return given;
  if (given.sha256 !== samples.sha256) throw otherBytes(given.table.file, given.sha256, samples.sha256);
  return { ...given, name: samples.name };
}

/**
 * Where the attempt that was under way goes on; undefined where none was.
 *
 * @throws DiagnosticError (model) where the state is none of this run.
 */
export function stateOf({ current, tensors, file }: OpenedCheckpoint, recipe: Recipe, source: TrainingSource): InterruptedRun["current"] {
  if (current === undefined) return undefined;
  return { position: current, state: stateFrom(tensors, stateSizes({ ...recipe, hidden: current.hidden }, source), file) };
}

/** What is given goes over what is saved. */
function merged(saved: TrainingSettings, given: TrainingSettings): TrainingSettings {
  const said = Object.fromEntries(saidOf(given).map((name) => [name, given[name]]));
  return { ...saved, ...said };
}

/**
 * Other iterations are the same training going on where they are at least those that are done, and where the learning rates
 * so far were those of a training of that many.
 */
function checkIterations({ file, current }: OpenedCheckpoint, settings: TrainingSettings): void {
  const { recipe } = chooseRecipe(settings.recipe, settings);
  if (recipe.method === "best" || current === undefined) throw new RangeError("only trainings by an optimiser take other iterations");
  const { iterations } = recipe;
  if (iterations < current.iteration) {
    throw new DiagnosticError({
      id: "iterations-already-done",
      message: `${showCount(current.iteration)} iterations are done, more than ${showCount(iterations)}`,
      place: { setting: "iterations" },
      note: `${file} is at ${showPosition(current, false)}`,
      hint: prose`give more, or ${TRAIN_AGAIN}`,
    });
  }
  if (recipe.method === "second-order") return;
  const schedule = parseSchedule(recipe.schedule);
  for (let step = 1; step <= current.iteration; step++) {
    if (schedule.factor({ step, steps: iterations }) === schedule.factor({ step, steps: current.iterations })) continue;
    const followed = `the ${showCount(current.iteration)} iterations of ${file} followed it for ${showCount(current.iterations)}`;
    throw new DiagnosticError({
      id: "schedule-of-other-length",
      message: `the schedule ${schedule.text} depends on the number of iterations`,
      place: { setting: "iterations" },
      note: `${followed}; a training of ${showCount(iterations)} takes other steps from iteration ${showCount(step)} on`,
      hint: prose`leave ${setting("iterations")} out, or ${TRAIN_AGAIN}`,
    });
  }
}

function contradiction(file: string, name: TrainingSetting, saved: string, given: string): DiagnosticError {
  const said = (value: string): Prose =>
    value === "" ? prose`no ${setting(name)}` : prose`${name === "smallest" ? setting(name) : setting(name, value)}`;
  return new DiagnosticError({
    id: "checkpoint-contradicted",
    message: prose`${said(given)} contradicts the checkpoint`,
    place: { setting: name },
    note: prose`${file} is of a training with ${said(saved)}`,
    hint: prose`leave the option out, or ${TRAIN_AGAIN}`,
  });
}

function finished({ file, current }: OpenedCheckpoint, mayExtend: boolean): DiagnosticError {
  // A second-order optimiser may have ended before.
  const isExtensible = mayExtend && current !== undefined && current.iteration === current.iterations;
  return new DiagnosticError({
    id: "training-finished",
    message: `the training of ${file} is finished`,
    place: { setting: "resume" },
    note: current === undefined ? "its search is done" : `it ended at ${showPosition(current, false)}`,
    hint: isExtensible
      ? prose`train further with more iterations, such as ${setting("iterations", String(2 * current.iterations))}, or ${TRAIN_AGAIN}`
      : TRAIN_AGAIN,
  });
}

function otherRecipe(file: string): DiagnosticError {
  return new DiagnosticError({
    id: "checkpoint-of-other-build",
    message: "the checkpoint was written by another build of nnc",
    place: file,
    note: "the same options stand for another recipe there",
    hint: prose`go on with the nnc that wrote it, or train without ${setting("resume")}`,
  });
}

function otherBytes(file: string, given: string, expected: string): DiagnosticError {
  return new DiagnosticError({
    id: "checkpoint-of-other-data",
    message: `${file} is not what the training was begun with`,
    place: { setting: "data" },
    note: `its sha256 is ${given}\nthe checkpoint says ${expected}`,
    hint: prose`say with ${setting("data")} where the file is that the training was begun with, or ${TRAIN_AGAIN}`,
  });
}
