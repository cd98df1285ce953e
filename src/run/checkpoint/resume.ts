// What a run goes on from: finds the checkpoint beside a model, and refuses options that would train something else. Trains
// nothing.

import { existsSync } from "node:fs";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { parseSchedule } from "../../train/schedules/index.ts";
import type { OpenedCheckpoint, Position } from "./checkpoint-bytes.ts";
import { openCheckpoint, recipeText } from "./checkpoint-bytes.ts";
import { MAXIMUM_CHECKPOINT_BYTES } from "../../cli/files/checkpoint-file.ts";
import { readInput } from "../../cli/files/write-file.ts";
import { showHiddenLayers } from "../settings/hidden-layers.ts";
import { showCount } from "../../cli/terminal/table.ts";
import type { OptionName, TrainingSettings } from "../settings/training-settings.ts";
import { givenOptions, recipeOf, resolvedOptions } from "../settings/training-settings.ts";

export interface Resumed {
  readonly checkpoint: OpenedCheckpoint;
  /** Those of the checkpoint, with more iterations where they were given. */
  readonly settings: TrainingSettings;
}

/**
 * The unfinished run whose checkpoint is at `path`.
 *
 * @param given the other options: none of them may say anything else than the checkpoint does.
 * @throws DiagnosticError: file where it cannot be read, model where it cannot be used, usage where the options contradict it
 * or the training is finished.
 */
export async function resumeFrom(path: string, given: TrainingSettings): Promise<Resumed> {
  const bytes = await readInput(path, "there is nothing to go on with: train without --resume, or say with -o which model it was", MAXIMUM_CHECKPOINT_BYTES);
  const checkpoint = openCheckpoint(bytes, path);
  const saved = checkpoint.settings;
  const before = resolvedOptions(saved);
  if (checkpoint.recipe !== recipeText(recipeOf(saved).recipe)) throw otherRecipe(path);
  const settings = merged(saved, given);
  const after = resolvedOptions(settings);
  const mayExtend = saved["max-error"] === undefined && recipeOf(saved).recipe.method !== "best";
  for (const name of givenOptions(given)) {
    if (before[name] !== after[name] && !(name === "iterations" && mayExtend)) throw contradiction(path, name, before[name], after[name]);
  }
  if (after.iterations !== before.iterations) checkIterations(path, checkpoint, settings);
  else if (checkpoint.isFinished) throw finished(path, checkpoint, mayExtend);
  return { checkpoint, settings };
}

/** What is given goes over what is saved. */
function merged(saved: TrainingSettings, given: TrainingSettings): TrainingSettings {
  const said = Object.fromEntries(givenOptions(given).map((name) => [name, given[name]]));
  return { ...saved, ...said };
}

/**
 * Other iterations are the same training going on where they are at least those that are done, and where the learning rates
 * so far were those of a training of that many.
 */
function checkIterations(path: string, { current }: OpenedCheckpoint, settings: TrainingSettings): void {
  const { recipe } = recipeOf(settings);
  if (recipe.method === "best" || current === undefined) throw new RangeError("only trainings by an optimiser take other iterations");
  const { iterations } = recipe;
  if (iterations < current.iteration) {
    throw refused(
      `${showCount(current.iteration)} iterations are done, more than ${showCount(iterations)}`,
      "--iterations",
      `${path} is at ${showPosition(current, false)}`,
      "give more, or train again without --resume",
    );
  }
  if (recipe.method === "second-order") return;
  const schedule = parseSchedule(recipe.schedule);
  for (let step = 1; step <= current.iteration; step++) {
    if (schedule.factor({ step, steps: iterations }) === schedule.factor({ step, steps: current.iterations })) continue;
    throw refused(
      `the schedule ${schedule.text} depends on the number of iterations`,
      "--iterations",
      `the ${showCount(current.iteration)} iterations of ${path} followed it for ${showCount(current.iterations)}; a training of ${showCount(iterations)} takes other steps from iteration ${showCount(step)} on`,
      "leave --iterations out, or train again without --resume",
    );
  }
}

/** `iteration 4,210 of 10,000`, and of which training where there are several. */
export function showPosition({ stage, iteration, iterations, hidden, seed }: Position, isSearch: boolean): string {
  const steps = stage === "gradient" ? `iteration ${showCount(iteration)} of ${showCount(iterations)}` : `iteration ${iteration} of at most ${iterations} of the refinement`;
  return isSearch ? `${steps} with hidden layers ${showHiddenLayers(hidden)} and seed ${seed}` : steps;
}

/**
 * The file of samples, where it was not said: by its name in the current folder.
 *
 * @throws DiagnosticError (file) where it is not there.
 */
export function findData(name: string, resumeCommand: string): string {
  if (name !== "-" && existsSync(name)) return name;
  throw new DiagnosticError({
    category: "file",
    message: name === "-" ? "the samples came from standard input" : `there is no ${name} in the current folder`,
    place: "--data",
    note: "the training goes on with the same samples",
    hint: name === "-" ? `send them again: ${resumeCommand} --data - < SAMPLES` : `say where it is: ${resumeCommand} --data FOLDER/${name}`,
  });
}

/** Refuses to begin a training whose checkpoint would take the place of one that is unfinished. */
export async function checkNothingUnfinished(path: string, resumeCommand: string): Promise<void> {
  if (!existsSync(path)) return;
  let checkpoint: OpenedCheckpoint;
  try {
    checkpoint = openCheckpoint(await readInput(path, undefined, MAXIMUM_CHECKPOINT_BYTES), path);
  } catch (error) {
    // Nothing can be gone on from what cannot be read: it may be written over.
    if (error instanceof DiagnosticError && error.diagnostic.category === "model") return;
    throw error;
  }
  if (checkpoint.isFinished) return;
  const { current, attempts } = checkpoint;
  throw new DiagnosticError({
    category: "file",
    message: `${path} holds a training that is unfinished`,
    note: current === undefined ? `${attempts.length} trainings of its search are done` : `it is at ${showPosition(current, attempts.length > 0)}`,
    hint: `continue it with: ${resumeCommand}\nor begin anew, and lose it, with --force`,
  });
}

function contradiction(path: string, name: OptionName, saved: string, given: string): DiagnosticError {
  const said = (value: string): string => (value === "" ? `no --${name}` : name === "smallest" ? "--smallest" : `--${name} ${value}`);
  return refused(`${said(given)} contradicts the checkpoint`, `--${name}`, `${path} is of a training with ${said(saved)}`, "leave the option out, or train again without --resume");
}

function finished(path: string, { current }: OpenedCheckpoint, mayExtend: boolean): DiagnosticError {
  const note = current === undefined ? "its search is done" : `it ended at ${showPosition(current, false)}`;
  // A second-order optimiser may have ended before.
  const more = mayExtend && current !== undefined && current.iteration === current.iterations ? `train further with more iterations, such as --iterations ${2 * current.iterations}, or ` : "";
  return refused(`the training of ${path} is finished`, "--resume", note, `${more}train again without --resume`);
}

function otherRecipe(path: string): DiagnosticError {
  return new DiagnosticError({
    category: "model",
    message: "the checkpoint was written by another build of nnc",
    place: path,
    note: "the same options stand for another recipe there",
    hint: "go on with the nnc that wrote it, or train without --resume",
  });
}

function refused(message: string, place: string, note: string, hint: string): DiagnosticError {
  return new DiagnosticError({ category: "usage", message, place, note, hint });
}
