// Whether a command line that may be wrong asks for JSON: a program that reads JSON is to be given it when the command fails, too.

import type { CommandEntry } from "./command.ts";

/**
 * Whether `--json` stands among the words of a command that has the option, or that cannot be loaded to be asked. No option takes
 * it for its value.
 */
export async function asksForJson(words: readonly string[], commands: readonly CommandEntry[]): Promise<boolean> {
  const end = words.indexOf("--");
  const read = end < 0 ? words : words.slice(0, end);
  if (!read.includes("--json")) return false;
  const first = read.find((word) => !word.startsWith("-"));
  const entry = commands.find(({ name }) => name === first);
  if (entry === undefined) return false;
  try {
    const { options } = await entry.load();
    return options.some(({ name }) => name === "json");
  } catch {
    return true;
  }
}
