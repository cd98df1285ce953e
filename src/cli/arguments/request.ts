// Finds out what a command line asks for. Prints nothing and checks no values.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Command, CommandEntry, GivenArguments, OptionDefinition } from "./command.ts";
import type { GivenOption, SpelledOut } from "./read-words.ts";
import { spellOut } from "./read-words.ts";

export const GLOBAL_OPTIONS: readonly OptionDefinition[] = [
  { name: "quiet", short: "q", kind: "flag", describe: "say nothing on stderr but errors" },
  { name: "verbose", short: "v", kind: "flag", describe: "say more on stderr" },
  { name: "help", short: "h", kind: "flag", describe: "print this help" },
  { name: "version", kind: "flag", describe: "print the version of nnc" },
];

const COMPLETION = "completion";
const HELP = "help";
/** Words that are commands too. */
export const OTHER_COMMANDS: readonly string[] = [COMPLETION, HELP];

export type Request =
  | { readonly kind: "version" }
  /** On one command, or on nnc. */
  | { readonly kind: "help"; readonly command: CommandEntry | undefined }
  /** The script with which a shell completes commands. */
  | { readonly kind: "completion" }
  | { readonly kind: "run"; readonly command: Command; readonly given: GivenArguments };

/**
 * What a command line asks for. Without a command it asks for the help.
 *
 * @throws DiagnosticError of category usage.
 */
export async function parseArguments(words: readonly string[], commands: readonly CommandEntry[]): Promise<Request> {
  const spelled = await spellOut(words, { commands, otherCommands: OTHER_COMMANDS, globalOptions: GLOBAL_OPTIONS });
  const { command, entry, definition, given, positionals } = spelled;
  const asks = (name: string): boolean => given.some(({ option }) => option.name === name);
  if (asks("version")) return { kind: "version" };
  if (command === HELP) return { kind: "help", command: await commandNamed(positionals[0], commands) };
  if (asks(HELP)) return { kind: "help", command: entry };
  if (command === COMPLETION) return { kind: "completion" };
  if (command === undefined || definition === undefined) return { kind: "help", command: undefined };
  return { kind: "run", command: definition, given: checkCounts(command, definition, spelled) };
}

/** @throws DiagnosticError of category usage where the name is no command; of help and completion there is no more to be said. */
async function commandNamed(name: string | undefined, commands: readonly CommandEntry[]): Promise<CommandEntry | undefined> {
  if (name === undefined || OTHER_COMMANDS.includes(name)) return undefined;
  const { entry } = await spellOut([name], { commands, otherCommands: [], globalOptions: GLOBAL_OPTIONS });
  return entry;
}

/** Options that were given too often and arguments there is no place for are refused. */
function checkCounts(name: string, command: Command, { given, positionals }: SpelledOut): GivenArguments {
  const surplus = positionals[command.positionals.length];
  if (surplus !== undefined) {
    throw new DiagnosticError({
      category: "usage",
      message: `nnc ${name} has no use for '${surplus}'`,
      hint: `nnc ${name} --help shows how it is called`,
    });
  }
  const options: Record<string, string | boolean | readonly string[]> = {};
  for (const option of [...GLOBAL_OPTIONS, ...command.options]) {
    const values = given.filter((one) => one.option === option).map(({ value }) => value);
    if (values.length > 0) options[option.name] = valueOf(option, values);
  }
  return { options, positionals };
}

function valueOf({ name, kind }: GivenOption["option"], values: readonly string[]): string | boolean | readonly string[] {
  switch (kind) {
    case "flag":
      return true;
    case "list":
      return values;
    case "value":
      if (values.length === 1) return values.join("");
      throw new DiagnosticError({ category: "usage", message: `--${name} is given ${values.length} times`, hint: "give it once" });
  }
}
