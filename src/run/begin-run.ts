// Makes a training run of settings, or of a checkpoint that is gone on from. Trains nothing.

import { DEFAULT_SEED } from "../train/recipes.ts";
import type { OpenedCheckpoint } from "./checkpoint/contents.ts";
import { checkSamples, stateOf } from "./checkpoint/resume.ts";
import type { Samples } from "./choose-source.ts";
import { chooseSource } from "./choose-source.ts";
import type { SaidSetting } from "./said-settings.ts";
import { checkSettings } from "./settings/check-settings.ts";
import type { TrainingSettings } from "./settings/training-settings.ts";
import type { InterruptedRun } from "./training-run.ts";
import { TrainingRun } from "./training-run.ts";

export interface RunRequest {
  readonly settings: TrainingSettings;
  /** What is trained on, where it is not a function. */
  readonly samples?: Samples | undefined;
  /** What a model records as the command that trains it again, from what has to be said of it. */
  readonly commandOf: (said: readonly SaidSetting[]) => string;
  /** Reports exactly after every so many iterations of the gradient too. */
  readonly reportEvery?: number | undefined;
}

/** @throws DiagnosticError (usage, model) where the settings contradict one another, or say what there is not. */
export function beginRun(request: RunRequest): Promise<TrainingRun> {
  return planned(request, undefined);
}

/**
 * @param request the settings as `resumedSettings` gives them, and the very same samples.
 * @throws DiagnosticError as `beginRun`, and (model) where the samples are others or the checkpoint is damaged.
 */
export function resumeRun(request: RunRequest, checkpoint: OpenedCheckpoint): Promise<TrainingRun> {
  return planned(request, checkpoint);
}

async function planned(request: RunRequest, checkpoint: OpenedCheckpoint | undefined): Promise<TrainingRun> {
  const { settings, samples: given, commandOf, reportEvery } = request;
  const { recipe, unchanged } = checkSettings(settings, given !== undefined);
  const samples = given && checkpoint ? checkSamples(given, checkpoint) : given;
  const { source, subject, notes } = await chooseSource(settings, samples);
  const interrupted: InterruptedRun | undefined = checkpoint && {
    file: checkpoint.file,
    attempts: checkpoint.attempts,
    current: stateOf(checkpoint, recipe, source),
  };
  const { seed = DEFAULT_SEED } = settings;
  return new TrainingRun({ settings, recipe, unchanged, seed, source, subject, notes, samples, commandOf, reportEvery, interrupted });
}
