// Spells the settings that diagnostics speak of as options of the command line.

import type { Prose, SettingName, Spelling } from "../diagnostics/prose.ts";
import { spell } from "../diagnostics/prose.ts";

/** `--hold-out`, and `--hold-out 0` with a value. */
export const OPTION_SPELLING: Spelling = ({ setting, value }) => {
  const option = optionOf(setting);
  return value === undefined ? option : `${option} ${value}`;
};

/** The text of a diagnostic, as it is shown on the command line. */
export function spellOptions(text: Prose): string {
  return spell(text, OPTION_SPELLING);
}

/** `--learning-rate` of learningRate. */
function optionOf(name: SettingName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
