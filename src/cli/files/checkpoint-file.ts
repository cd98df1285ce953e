// The file of a checkpoint: where it lies beside a model, and how it is read. When one is written is for commands/train to say.

import { existsSync, statSync } from "node:fs";
import { DiagnosticError, isFailure } from "../../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../../diagnostics/ids.ts";
import { looksLikeCheckpoint } from "../../formats/safetensors/index.ts";
import { VERSION } from "../../library/version.ts";
import type { OpenedCheckpoint } from "../../run/checkpoint/contents.ts";
import { openCheckpoint } from "../../run/checkpoint/open-checkpoint.ts";
import { showPosition } from "../../run/checkpoint/position.ts";
import { readFile } from "./read-file.ts";

/** Parameters, an optimiser's numbers and the losses of the largest training there can be take less. */
const MAXIMUM_CHECKPOINT_BYTES = 2 ** 31;

/** What is wrong with a file that is no checkpoint this nnc could go on from. */
const UNREADABLE: readonly DiagnosticId[] = [
  "checkpoint-not-one",
  "checkpoint-of-other-version",
  "checkpoint-unreadable",
  "safetensors-damaged",
];

/**
 * The checkpoint beside a model: `sin.onnx` has `sin.checkpoint.safetensors`. Undefined where the model is no file but a
 * stream, a pipe or a device.
 */
export function checkpointPath(model: string): string | undefined {
  if (model === "-" || isSpecial(model)) return undefined;
  return `${model.replace(/\.onnx$/, "")}.checkpoint.safetensors`;
}

function isSpecial(path: string): boolean {
  try {
    const stats = statSync(path);
    return !stats.isFile() && !stats.isDirectory();
  } catch {
    // What is wrong with it is told when it is written.
    return false;
  }
}

/** @throws DiagnosticError: file where it cannot be read, model where it is no checkpoint of this nnc. */
export async function readCheckpoint(path: string, whenMissing?: string): Promise<OpenedCheckpoint> {
  const bytes = await readFile(path, { most: MAXIMUM_CHECKPOINT_BYTES, holds: "a checkpoint", whenMissing });
  if (looksLikeCheckpoint(bytes)) return openCheckpoint(bytes, path, VERSION);
  throw new DiagnosticError({
    id: "checkpoint-not-one",
    message: "the file is no checkpoint of nnc's",
    place: path,
    hint: "choose another model with -o, or train without --resume",
  });
}

/**
 * Refuses to begin a training whose checkpoint would take the place of one that is unfinished.
 *
 * @param resumeCommand continues that one.
 * @throws DiagnosticError (file).
 */
export async function checkNothingUnfinished(path: string, resumeCommand: string): Promise<void> {
  if (!existsSync(path)) return;
  const checkpoint = await readCheckpoint(path).catch(unreadable);
  if (checkpoint === undefined || checkpoint.isFinished) return;
  const { current, attempts } = checkpoint;
  throw new DiagnosticError({
    id: "training-unfinished",
    message: `${path} holds a training that is unfinished`,
    note:
      current === undefined
        ? `${attempts.length} trainings of its search are done`
        : `it is at ${showPosition(current, attempts.length > 0)}`,
    hint: `continue it with: ${resumeCommand}\nor begin anew, and lose it, with --force`,
  });
}

/** Nothing can be gone on from what cannot be read: it may be written over. */
function unreadable(error: unknown): undefined {
  if (isFailure(error, ...UNREADABLE)) return undefined;
  throw error;
}
