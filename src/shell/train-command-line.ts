// Spells the command that trains a model again, as it is recorded in the model.

import type { SaidSetting } from "../run/said-settings.ts";
import { optionOf } from "./option-spelling.ts";
import { asciiShellWords } from "./shell-words.ts";

/** A line for a shell, in printable ASCII. */
export function trainingCommand(said: readonly SaidSetting[]): string {
  return asciiShellWords(["nnc", "train", ...said.flatMap(({ name, value }) => [optionOf(name), value])]);
}
