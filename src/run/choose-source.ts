// Finds out what a run trains on: a table of samples, or targets on their domain. Reads no files.

import type { DomainVariable } from "../network/model.ts";
import { prepareDataset } from "../train/data/prepare.ts";
import type { Missing } from "../train/data/missing.ts";
import type { Task } from "../train/data/task.ts";
import type { Table } from "../train/data/table.ts";
import type { TrainingSource } from "../train/source.ts";
import { goalOf } from "./goal.ts";
import { jumpNotes } from "./jump-notes.ts";
import { notationNotes } from "./notation-notes.ts";
import { DEFAULT_SPLIT_SEED, DEFAULT_TARGET } from "./settings/defaults.ts";
import type { TrainingSettings } from "./settings/training-settings.ts";

/** How a file of samples is told again. */
export interface SamplesName {
  /** Without its path, in printable ASCII: fit to be recorded. */
  readonly name: string;
  /** Of the file's bytes, hexadecimal. */
  readonly sha256: string;
}

/** A table of samples and the file it is from. */
export interface Samples extends SamplesName {
  readonly table: Table;
}

/** Targets on a domain, or a file of samples with what was said about it: by which the same is trained again. */
export type TrainingSubject =
  | { readonly targets: readonly string[]; readonly domain: readonly DomainVariable[] }
  | {
      /** The file's name without its path. */
      readonly data: string;
      readonly inputs: readonly string[] | undefined;
      readonly outputs: readonly string[] | undefined;
      readonly weight: string | undefined;
      readonly task: Task | undefined;
      readonly missing: Missing | undefined;
      readonly holdOut: number | undefined;
      readonly splitSeed: number;
    };

export interface ChosenSource {
  readonly source: TrainingSource;
  readonly subject: TrainingSubject;
  /** What is worth knowing before it is trained on: sentences, without a full stop. */
  readonly notes: readonly string[];
}

/** @throws DiagnosticError (usage, model) where the settings or the samples cannot be used. */
export async function chooseSource(settings: TrainingSettings, samples: Samples | undefined): Promise<ChosenSource> {
  const { target = [], domain = [], inputs, outputs, weight, task, missing, holdOut, splitSeed = DEFAULT_SPLIT_SEED } = settings;
  if (samples === undefined) {
    const goal = await goalOf(undefined, target.length > 0 ? target : [DEFAULT_TARGET], domain);
    if (goal === undefined) throw new RangeError("a training has a target");
    const subject = { targets: goal.targets.map(({ expression }) => expression), domain: goal.domain };
    const notes = [...notationNotes(target, goal.targets), ...jumpNotes(goal.targets, goal.domain, settings.jumps ?? "bridged")];
    return { source: { kind: "function", ...goal }, subject, notes };
  }
  const dataset = prepareDataset(samples.table, {
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
    weight,
    ...(task === undefined ? {} : { task }),
    ...(missing === undefined ? {} : { missing }),
    holdOut,
    seed: splitSeed,
  });
  const subject = { data: samples.name, inputs, outputs, weight, task, missing, holdOut, splitSeed };
  return { source: { kind: "data", dataset }, subject, notes: dataset.notes };
}
