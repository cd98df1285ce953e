// Whether a command line that may be wrong asks for JSON: a program that reads JSON is to be given it when the command fails, too.

import type { CommandEntry } from "./command.ts";

/** Whether `--json` stands among the words of a command that has the option. No option takes it for its value. */
export async function asksForJson(words: readonly string[], commands: readonly CommandEntry[]): Promise<boolean> {
  const end = words.indexOf("--");
  const read = end < 0 ? words : words.slice(0, end);
  if (!read.includes("--json")) return false;
  const first = read.find((word) => !word.startsWith("-"));
  const command = await commands.find(({ name }) => name === first)?.load();
  return command?.options.some(({ name }) => name === "json") ?? false;
}
