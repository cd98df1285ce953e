// Finds out what a command line asks for. Prints nothing and checks no values.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Command, CommandEntry, GivenArguments, OptionDefinition } from "./command.ts";
import { misplaced } from "./misplaced-word.ts";
import type { ReadWords } from "./read-words.ts";
import { readWords } from "./read-words.ts";

export const GLOBAL_OPTIONS: readonly OptionDefinition[] = [
  { name: "quiet", short: "q", kind: "flag", describe: "say nothing on stderr but errors, and where --live shows its page" },
  { name: "verbose", short: "v", kind: "flag", describe: "say more on stderr" },
  { name: "help", short: "h", kind: "flag", describe: "print this help" },
  { name: "version", kind: "flag", describe: "print the version of nnc" },
];

const COMPLETION = "completion";
const HELP = "help";
const NEW = "new";

/** Words that are commands too, without options of their own: how many words each takes, and what is said to whoever gives it more. */
const OTHERS = {
  [COMPLETION]: { takes: 0, hint: "nnc completion prints the script for bash and zsh" },
  [HELP]: { takes: 1, hint: "name one command, such as nnc help emit" },
  [NEW]: { takes: 0, hint: "nnc new shows how to begin, and makes no files" },
} as const;

export const OTHER_COMMANDS: readonly string[] = Object.keys(OTHERS);

function isOther(command: string): command is keyof typeof OTHERS {
  return Object.hasOwn(OTHERS, command);
}

export type Request =
  | { readonly kind: "version" }
  /** How to begin. */
  | { readonly kind: "start" }
  /** On one command, or on nnc. */
  | { readonly kind: "help"; readonly command: CommandEntry | undefined }
  /** The script with which a shell completes commands. */
  | { readonly kind: "completion" }
  | { readonly kind: "run"; readonly command: Command; readonly given: GivenArguments };

/**
 * What a command line asks for. Without a command it asks how to begin.
 *
 * @throws DiagnosticError of category usage.
 */
export async function readRequest(words: readonly string[], commands: readonly CommandEntry[]): Promise<Request> {
  const read = await readWords(words, { commands, otherCommands: OTHER_COMMANDS, globalOptions: GLOBAL_OPTIONS });
  const { command, entry, definition, options, positionals } = read;
  if (options.version === true) return { kind: "version" };
  if (command !== undefined && isOther(command)) refuseBeside(command, positionals);
  if (command === HELP) return { kind: "help", command: await commandNamed(positionals[0], commands) };
  if (options.help === true) return { kind: "help", command: entry };
  if (command === COMPLETION) return { kind: "completion" };
  if (command === undefined || definition === undefined) return { kind: "start" };
  refuseSurplus(command, definition, read);
  return { kind: "run", command: definition, given: { options, positionals } };
}

/** @throws DiagnosticError of category usage where the name is no command; of help and completion there is no more to be said. */
async function commandNamed(name: string | undefined, commands: readonly CommandEntry[]): Promise<CommandEntry | undefined> {
  if (name === undefined || OTHER_COMMANDS.includes(name)) return undefined;
  const { entry } = await readWords([name], { commands, otherCommands: [], globalOptions: GLOBAL_OPTIONS });
  return entry;
}

function refuseBeside(command: keyof typeof OTHERS, positionals: readonly string[]): void {
  const { takes, hint } = OTHERS[command];
  const surplus = positionals[takes];
  if (surplus !== undefined) throw surplusOf(command, surplus, hint);
}

function surplusOf(command: string, word: string, hint: string): DiagnosticError {
  return new DiagnosticError({ id: "argument-surplus", message: `nnc ${command} has no use for '${word}'`, hint });
}

/** Arguments there is no place for and options that were given too often are refused. */
function refuseSurplus(name: string, command: Command, { positionals, counts }: ReadWords): void {
  const surplus = positionals[command.positionals.length];
  if (surplus !== undefined && command.positionals.at(-1)?.isList !== true) {
    throw surplusOf(name, surplus, misplaced(surplus, name, command.options) ?? `nnc ${name} --help shows how it is called`);
  }
  for (const option of command.options) {
    const count = counts.get(option) ?? 0;
    if (count < 2 || option.kind !== "value") continue;
    throw new DiagnosticError({ id: "option-repeated", message: `--${option.name} is given ${count} times`, hint: "give it once" });
  }
}
