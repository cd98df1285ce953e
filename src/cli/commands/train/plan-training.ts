// The checkpoint in a run of nnc train: what it is begun from, and what is kept while it runs. Trains and writes through others.

import { existsSync } from "node:fs";
import type { TrainingRecord } from "../../../network/model.ts";
import type { Recipe } from "../../../train/recipes.ts";
import { CheckpointKeeper } from "./checkpoint-keeper.ts";
import type { OpenedCheckpoint } from "../../../run/checkpoint/checkpoint-bytes.ts";
import { checkpointPath, noCheckpointFor } from "../../files/checkpoint-file.ts";
import { checkOutput, checkSpace, removeAbandoned } from "../../files/write-file.ts";
import { DEFAULT_MODEL } from "../../options/shared-options.ts";
import { checkNothingUnfinished, findData, resumeFrom } from "../../../run/checkpoint/resume.ts";
import { shellWords } from "../../terminal/shell-words.ts";
import { savedOnSignals } from "../../entry/signals.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { Runner, Trained } from "../../../run/attempt.ts";
import type { Attempt } from "../../../run/search.ts";
import type { TrainingSettings } from "../../../run/settings/training-settings.ts";
import type { ChosenSource } from "../../../run/choose-source.ts";

/** Room a folder must have where checkpoints are asked for: that of a small network with its history. */
const CHECKED_BYTES = 2 ** 16;

/** The options of nnc train that concern checkpoints. */
interface CheckpointSettings extends TrainingSettings {
  readonly output: string;
  readonly data?: string | undefined;
  readonly resume: boolean;
  readonly "checkpoint-every"?: number | undefined;
  readonly force: boolean;
}

export interface PlannedTraining<Settings extends CheckpointSettings> {
  readonly settings: Settings;
  /** Of the checkpoint; undefined where there is no place for one. */
  readonly path: string | undefined;
  /** What the training goes on from. */
  readonly restored: OpenedCheckpoint | undefined;
}

/**
 * What is trained: what the options say, or what the checkpoint says that is to be resumed.
 *
 * @throws DiagnosticError: usage and model as `resumeFrom`; file where a checkpoint cannot be written, or would take the
 * place of an unfinished training.
 */
export async function planTraining<Settings extends CheckpointSettings>(given: Settings): Promise<PlannedTraining<Settings>> {
  const { output, resume, force, "checkpoint-every": every } = given;
  const asked = every !== undefined && every > 0;
  const path = checkpointPath(output);
  if (path === undefined) {
    if (resume) throw noCheckpointFor(output, "--resume");
    if (asked) throw noCheckpointFor(output, "--checkpoint-every");
    return { settings: given, path, restored: undefined };
  }
  if (every !== 0) checkOutput(path, "checkpoint", force);
  removeAbandoned(path);
  if (asked) checkSpace(path, CHECKED_BYTES);
  if (!resume) {
    if (every !== 0 && !force && existsSync(path)) {
      await checkNothingUnfinished(path, resumeCommand(output));
    }
    return { settings: given, path: every === 0 ? undefined : path, restored: undefined };
  }
  const { checkpoint, settings } = await resumeFrom(path, given);
  const data = given.data ?? (checkpoint.data && findData(checkpoint.data.file, resumeCommand(output)));
  return { settings: { ...given, ...settings, data }, path, restored: checkpoint };
}

/** What a record is made of: a training that is done, or one that has no error yet. */
export type Recordable = Pick<Trained, "recipe" | "seed" | "heldOut" | "history"> & Pick<TrainingRecord, "error">;

interface Kept<Settings extends CheckpointSettings> extends PlannedTraining<Settings> {
  readonly chosen: ChosenSource;
  readonly recipe: Recipe;
  readonly record: (result: Recordable) => TrainingRecord;
  readonly trainOnce: Runner;
}

interface KeptTraining {
  readonly attempt: Attempt;
  /** Does the work, in which attempts are made; a signal meanwhile saves them. */
  readonly saved: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** When the model was written. */
  readonly finish: () => void;
}

/** Trainings whose checkpoint is kept, where there is a place for one. */
export function keepCheckpoint<Settings extends CheckpointSettings>(
  { settings, path, restored, chosen, recipe, record, trainOnce }: Kept<Settings>,
  terminal: Terminal,
): KeptTraining {
  const { source, file } = chosen;
  const { output, data, force, "checkpoint-every": every } = settings;
  if (path === undefined) {
    return { attempt: (one, seed) => trainOnce(one, seed, {}), saved: (work) => work(), finish: () => undefined };
  }
  const keeper = new CheckpointKeeper({
    path,
    every,
    force,
    settings,
    recipe,
    source,
    trainOnce,
    data: file && { file: file.name, sha256: file.sha256 },
    isSearch: settings["max-error"] !== undefined,
    recordOf: (result) => record({ ...result, error: undefined, heldOut: undefined }),
    resumeCommand: resumeCommand(output, data === file?.name ? undefined : data, every),
    restored,
    terminal,
  });
  return { attempt: keeper.attempt, saved: (work) => savedOnSignals(keeper.interrupted, work), finish: () => keeper.finish() };
}

/** A line for a shell. */
function resumeCommand(output: string, data?: string, every?: number): string {
  return shellWords([
    "nnc",
    "train",
    "--resume",
    ...(output === DEFAULT_MODEL ? [] : ["-o", output]),
    ...(data === undefined ? [] : ["--data", data]),
    ...(every === undefined ? [] : ["--checkpoint-every", String(every)]),
  ]);
}
