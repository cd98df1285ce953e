// Opens the training run that the command line asks for: a fresh one, or one that goes on from a checkpoint. Trains nothing.

import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { beginRun, resumeRun } from "../../../run/begin-run.ts";
import type { OpenedCheckpoint } from "../../../run/checkpoint/contents.ts";
import { resumedSettings } from "../../../run/checkpoint/resume.ts";
import { checkSettings } from "../../../run/settings/check-settings.ts";
import type { TrainingRun } from "../../../run/training-run.ts";
import { checkNothingUnfinished, checkpointPath, readCheckpoint } from "../../files/checkpoint-file.ts";
import { checkOutput } from "../../files/destination.ts";
import { removeAbandoned } from "../../files/temporary-files.ts";
import { checkSpace } from "../../files/write-file.ts";
import { DEFAULT_MODEL } from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { shellWords } from "../../../shell/shell-words.ts";
import type { CheckpointPlace } from "./checkpoint-keeper.ts";
import type { TrainOptions } from "./train-options.ts";
import { trainingCommand } from "../../../shell/train-command-line.ts";

/** Room a folder must have where checkpoints are asked for: that of a small network with its history. */
const CHECKED_BYTES = 2 ** 16;

export interface OpenedRun {
  readonly run: TrainingRun;
  /** Undefined where none is kept. */
  readonly checkpoint: CheckpointPlace | undefined;
}

/**
 * @param terminal where it is shown how far samples are read.
 * @throws DiagnosticError: file where the samples or the checkpoint cannot be read, a checkpoint cannot be written or would take
 * the place of an unfinished training; usage and model as `beginRun`, `resumeRun` and `resumedSettings`.
 */
export async function openRun(options: TrainOptions, terminal: Terminal): Promise<OpenedRun> {
  const { output, checkpointEvery: every, force } = options;
  const path = checkpointPath(output);
  if (path === undefined) refuseCheckpoints(options);
  else await checkPlace(path, options);
  const opened = path !== undefined && options.resume ? await readUnfinished(path) : undefined;
  const settings = opened === undefined ? options : resumedSettings(opened, options);
  const data = options.data ?? (opened?.samples && findSamples(opened.samples.name, resumeCommand(output)));
  checkSettings(settings, data !== undefined);
  const samples = data === undefined ? undefined : await (await import("../../files/samples-file.ts")).readSamplesFile(data, terminal);
  const request = { settings, samples, commandOf: trainingCommand, reportEvery: every === undefined || every === 0 ? undefined : every };
  const run = opened === undefined ? await beginRun(request) : await resumeRun(request, opened);
  // A run that goes on keeps its checkpoint, even where no further ones are to be written meanwhile.
  if (path === undefined || (every === 0 && opened === undefined)) return { run, checkpoint: undefined };
  const moved = data === run.plan.samples?.name ? undefined : data;
  return { run, checkpoint: { path, every, force, resumeCommand: resumeCommand(output, moved, every) } };
}

/** @throws DiagnosticError (usage) where checkpoints are asked for beside a model that is no file. */
function refuseCheckpoints({ output, resume, checkpointEvery: every }: TrainOptions): void {
  if (resume) throw noCheckpointFor(output, "--resume");
  if (every !== undefined && every > 0) throw noCheckpointFor(output, "--checkpoint-every");
}

/** @throws DiagnosticError (file) where no checkpoint can be written, or only in the place of one that is wanted. */
async function checkPlace(path: string, { output, resume, checkpointEvery: every, force }: TrainOptions): Promise<void> {
  if (every !== 0) checkOutput(path, "checkpoint", force);
  removeAbandoned(dirname(path));
  if (every !== undefined && every > 0) checkSpace(path, CHECKED_BYTES);
  if (!resume && every !== 0 && !force) await checkNothingUnfinished(path, resumeCommand(output));
}

function readUnfinished(path: string): Promise<OpenedCheckpoint> {
  return readCheckpoint(path, "there is nothing to go on with: train without --resume, or say with -o which model it was");
}

/**
 * The file of samples, where it was not said: by its name in the current folder.
 *
 * @throws DiagnosticError (file) where it is not there.
 */
function findSamples(name: string, command: string): string {
  if (name !== "-" && existsSync(name)) return name;
  throw new DiagnosticError({
    id: "data-not-found",
    message: name === "-" ? "the samples came from standard input" : `there is no ${name} in the current folder`,
    place: "--data",
    note: "the training goes on with the same samples",
    hint: name === "-" ? `send them again: ${command} --data - < SAMPLES` : `say where it is: ${command} --data FOLDER/${name}`,
  });
}

function noCheckpointFor(output: string, option: "--resume" | "--checkpoint-every"): DiagnosticError {
  return new DiagnosticError({
    id: "checkpoint-without-place",
    message: `there is no checkpoint beside ${output === "-" ? "standard output" : output}`,
    place: option,
    note: "a checkpoint lies beside the model, which must be a file",
    hint: `leave ${option} out, or name a file with -o`,
  });
}

/** What continues the run, as a line for a shell. */
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
