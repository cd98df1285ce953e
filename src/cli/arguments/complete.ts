// Answers the shell's completion script: what the word under the cursor may become. Files are left to the shell.

import type { CommandEntry } from "./command.ts";
import { GLOBAL_OPTIONS, OTHER_COMMANDS } from "./request.ts";

/** The word with which yargs' completion scripts ask; the words of the command line follow it. */
export const COMPLETION_REQUEST = "--get-yargs-completions";

/** Candidates for the last of `words`, the first of which is the program. */
export async function complete(words: readonly string[], commands: readonly CommandEntry[]): Promise<readonly string[]> {
  const [, ...given] = words;
  const current = given.at(-1) ?? "";
  const before = given.slice(0, -1);
  const entry = commands.find(({ name }) => before.includes(name));
  const command = await entry?.load();
  const options = [...GLOBAL_OPTIONS, ...(command?.options ?? [])];
  const previous = before.at(-1);
  const asked = options.find(
    ({ name, short, kind }) => kind !== "flag" && (previous === `--${name}` || previous === `-${short ?? ""}`),
  );
  if (asked !== undefined) return (asked.choices ?? []).filter((choice) => choice.startsWith(current));
  if (current.startsWith("-")) return options.map(({ name }) => `--${name}`).filter((name) => name.startsWith(current));
  if (entry !== undefined) {
    const place = before.slice(before.indexOf(entry.name) + 1).filter((word) => !word.startsWith("-")).length;
    return (command?.positionals[place]?.choices ?? []).filter((choice) => choice.startsWith(current));
  }
  return [...commands.map(({ name }) => name), ...OTHER_COMMANDS].filter((name) => name.startsWith(current));
}
