// Where the checkpoint of a training lies, and how the option about it is read. Opens no files.

import { statSync } from "node:fs";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { OptionDefinition } from "../arguments/command.ts";
import { parseDecimal } from "../../run/settings/numbers.ts";
import type { Problem } from "../arguments/validate.ts";

/** Parameters, an optimiser's numbers and the losses of the largest training there can be take less. */
export const MAXIMUM_CHECKPOINT_BYTES = 2 ** 31;

export const CHECKPOINT_OPTION: OptionDefinition = {
  name: "checkpoint-every",
  kind: "value",
  describe:
    "iterations from one checkpoint to the next; 0 for none. Without it one is written about every second and removed after " +
    "the training; with it the last one is kept. It lies beside the model: nnc-model.checkpoint.safetensors",
};

export const RESUME_OPTION: OptionDefinition = {
  name: "resume",
  kind: "flag",
  describe: "go on from the checkpoint beside the model, as if the training had never been stopped; all settings come from it",
};

/** Iterations: a whole number, 0 for never. */
export function readInterval(text: string): number | Problem {
  const value = parseDecimal(text);
  if (value !== undefined && Number.isSafeInteger(value) && value >= 0) return value;
  return { problem: `'${text}' is no number of iterations`, hint: "give a whole number such as 100, or 0 for no checkpoints" };
}

/**
 * The checkpoint beside a model: `sin.onnx` has `sin.checkpoint.safetensors`. Undefined where the model is no file but a
 * stream, a pipe or a device.
 */
export function checkpointPath(output: string): string | undefined {
  if (output === "-" || isSpecial(output)) return undefined;
  return `${output.replace(/\.onnx$/, "")}.checkpoint.safetensors`;
}

/** @throws DiagnosticError (usage) for a checkpoint beside a model that is no file. */
export function noCheckpointFor(output: string, option: "--resume" | "--checkpoint-every"): DiagnosticError {
  return new DiagnosticError({
    category: "usage",
    message: `there is no checkpoint beside ${output === "-" ? "standard output" : output}`,
    place: option,
    note: "a checkpoint lies beside the model, which must be a file",
    hint: `leave ${option} out, or name a file with -o`,
  });
}

function isSpecial(output: string): boolean {
  try {
    const stats = statSync(output);
    return !stats.isFile() && !stats.isDirectory();
  } catch {
    // What is wrong with it is told when it is written.
    return false;
  }
}
