// Tells of a word that a command has no place for which option it was probably meant for: samples, a function, a point. Opens no file.

import { shellWords } from "../../shell/shell-words.ts";
import type { OptionDefinition } from "./command.ts";

interface Meaning {
  readonly option: string;
  /** Where the option means something else in other commands, those that it is said of. */
  readonly commands?: readonly string[];
  readonly word: RegExp;
}

const MEANINGS: readonly Meaning[] = [
  { option: "data", word: /\.(?:csv|tsv|parquet|pq|npy)$/i },
  { option: "target", word: /[()*^]/ },
  { option: "at", commands: ["run"], word: /^[+]?\.?\d/ },
];

/** The hint that says so; undefined where the word is like nothing that an option of the command takes. */
export function misplaced(word: string, command: string, options: readonly OptionDefinition[]): string | undefined {
  const meant = MEANINGS.find(
    ({ option, commands, word: kind }) => kind.test(word) && (commands?.includes(command) ?? true) && options.some(({ name }) => name === option),
  );
  return meant && `an option comes before it: ${shellWords([`--${meant.option}`, word])}`;
}
