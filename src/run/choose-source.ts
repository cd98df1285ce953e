// Finds out what a training is trained on: a file of samples, or targets on their domain.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prepareDataset } from "../train/data/prepare.ts";
import { DEFAULT_HOLD_OUT } from "../train/data/split.ts";
import { checkSeed } from "../train/seed.ts";
import type { TrainingSource } from "../train/source.ts";
import type { DataFile } from "../cli/files/samples-file.ts";
import { checkDataOptions, DEFAULT_SPLIT_SEED, describeDataset, readDataFile } from "../cli/files/samples-file.ts";
import type { DomainVariable } from "../network/model.ts";
import type { DataName } from "./checkpoint/checkpoint-bytes.ts";
import { goalOf } from "./goal.ts";
import type { Terminal } from "../cli/terminal/terminal.ts";
import type { TrainingSubject } from "../cli/commands/train/training-command.ts";
import { DEFAULT_TARGET } from "../cli/commands/train/training-command.ts";

/** The options that say what to train on. */
export interface SourceOptions {
  readonly target: readonly string[];
  readonly domain: readonly DomainVariable[];
  readonly data?: string | undefined;
  readonly inputs?: readonly string[] | undefined;
  readonly outputs?: readonly string[] | undefined;
  readonly "hold-out"?: number | undefined;
  readonly "split-seed"?: number | undefined;
}

export interface ChosenSource {
  readonly source: TrainingSource;
  /** How the recorded command names it. */
  readonly subject: TrainingSubject;
  readonly file?: DataFile;
}

/**
 * @param expected of a training that goes on: the file must have the same bytes, and is recorded under the same name.
 * @throws DiagnosticError (usage, model, file) where the options or the file cannot be used.
 */
export async function chooseSource(options: SourceOptions, terminal: Terminal, expected?: DataName): Promise<ChosenSource> {
  const { data, inputs, outputs, target, domain, "split-seed": splitSeed = DEFAULT_SPLIT_SEED, "hold-out": holdOut } = options;
  checkSeed(splitSeed, "the seed of the split", "--split-seed");
  checkDataOptions({ data, inputs, outputs, holdOut, targets: target.length, domains: domain.length });
  if (data === undefined) {
    const goal = await goalOf(undefined, target.length > 0 ? target : [DEFAULT_TARGET], domain);
    if (goal === undefined) throw new RangeError("a training has a target");
    const subject = { targets: goal.targets.map(({ expression }) => expression), domain: goal.domain };
    return { source: { kind: "function", ...goal }, subject };
  }
  const given = await readDataFile(data);
  const file = expected === undefined ? given : { ...given, name: expected.file };
  if (expected !== undefined && given.sha256 !== expected.sha256) throw otherBytes(data, given.sha256, expected.sha256);
  const dataset = prepareDataset(file.table, {
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
    holdOut: holdOut ?? DEFAULT_HOLD_OUT,
    seed: splitSeed,
  });
  describeDataset(dataset).forEach((line) => terminal.say(line));
  return { source: { kind: "data", dataset }, subject: { data: file.name, inputs, outputs, holdOut, splitSeed }, file };
}

function otherBytes(path: string, given: string, expected: string): DiagnosticError {
  return new DiagnosticError({
    category: "model",
    message: `${path === "-" ? "standard input" : path} is not what the training was begun with`,
    place: "--data",
    note: `its sha256 is ${given}\nthe checkpoint says ${expected}`,
    hint: "say with --data where the file is that the training was begun with, or train again without --resume",
  });
}
