// The two names of one thing: `--learning-rate` on the command line is the setting `learningRate` in the program, and in what
// diagnostics say.

import type { Prose, Spelling } from "../diagnostics/prose.ts";
import { spell } from "../diagnostics/prose.ts";

/** `learning-rate`, an option's name without its dashes, as a setting. */
export function settingOf(option: string): string {
  return option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `learningRate` as the option `--learning-rate`. */
export function optionOf(setting: string): string {
  return `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `--hold-out`, and `--hold-out 0` with a value. */
export const OPTION_SPELLING: Spelling = ({ setting, value }) => [optionOf(setting), ...(value === undefined ? [] : [value])].join(" ");

/** The text of a diagnostic, as it is shown on the command line. */
export function spellOptions(text: Prose): string {
  return spell(text, OPTION_SPELLING);
}
