// Parses command lines with yargs, which also writes the help texts and the completion script. Prints nothing.

import yargs from "yargs";
import type { Argv } from "yargs";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Command, GivenArguments, OptionDefinition } from "./command.ts";
import { EXIT_CODES_HELP } from "./exit-codes.ts";
import type { SpelledOut } from "./spell-out.ts";
import { spellOut } from "./spell-out.ts";
import { layOut } from "./table.ts";

export const GLOBAL_OPTIONS: readonly OptionDefinition[] = [
  { name: "quiet", short: "q", kind: "flag", describe: "say nothing on stderr but errors" },
  { name: "verbose", short: "v", kind: "flag", describe: "say more on stderr" },
  { name: "help", short: "h", kind: "flag", describe: "print this help" },
  { name: "version", kind: "flag", describe: "print the version of nnc" },
];

const COMPLETION = "completion";
const HELP = "help";
const HELP_COLUMNS = 100;

export type Request =
  | { readonly kind: "print"; readonly text: string }
  | { readonly kind: "run"; readonly command: Command; readonly given: GivenArguments };

/**
 * What a command line asks for. Without a command it asks for the help.
 *
 * @throws DiagnosticError of category usage.
 */
export function parseArguments(words: readonly string[], commands: readonly Command[], version: string): Request {
  const vocabulary = { commands, otherCommands: [COMPLETION, HELP], globalOptions: GLOBAL_OPTIONS };
  const spelled = spellOut(words, vocabulary);
  if (spelled.options.includes("--version")) return { kind: "print", text: `${version}\n` };
  if (spelled.command === HELP) return { kind: "print", text: helpText(spelled.positionals[0], commands) };
  if (spelled.command === undefined || spelled.options.includes("--help"))
    return { kind: "print", text: helpText(spelled.command, commands) };
  if (spelled.command === COMPLETION)
    return { kind: "print", text: `${runYargs([COMPLETION], commands).output.trimEnd()}\n` };
  const command = commands.find(({ name }) => name === spelled.command);
  if (command === undefined) throw new RangeError(`${spelled.command} is no command`);
  return { kind: "run", command, given: checkCounts(command, spelled, commands) };
}

function helpText(name: string | undefined, commands: readonly Command[]): string {
  const words = name === undefined || name === HELP || name === COMPLETION ? [] : [name];
  // Refuses a name that is no command.
  spellOut(words, { commands, otherCommands: [], globalOptions: GLOBAL_OPTIONS });
  const { output } = runYargs([...words, "--help"], commands);
  // yargs marks flags; that the others take a value is said by their descriptions.
  return `${output.replace(/ +\[boolean\]$/gm, "").trimEnd()}\n`;
}

/** Options that were given too often and arguments there is no place for are refused. */
function checkCounts(command: Command, spelled: SpelledOut, commands: readonly Command[]): GivenArguments {
  const surplus = spelled.positionals[command.positionals.length];
  if (surplus !== undefined) {
    throw new DiagnosticError({
      category: "usage",
      message: `nnc ${command.name} has no use for '${surplus}'`,
      hint: `nnc ${command.name} --help shows how it is called`,
    });
  }
  const { values } = runYargs([command.name, ...spelled.options], commands);
  const options: Record<string, string | boolean | readonly string[]> = {};
  for (const { name, kind } of [...GLOBAL_OPTIONS, ...command.options]) {
    const value = values[name];
    if (value === undefined) continue;
    const list = (Array.isArray(value) ? value : [value]).map(String);
    if (kind === "list") options[name] = list;
    else if (kind === "flag") options[name] = true;
    else if (list.length === 1) options[name] = list.join("");
    else {
      throw new DiagnosticError({
        category: "usage",
        message: `--${name} is given ${list.length} times`,
        hint: "give it once",
      });
    }
  }
  return { options, positionals: spelled.positionals };
}

/** `words` are in the one spelling of spell-out.ts. */
function runYargs(
  words: readonly string[],
  commands: readonly Command[],
): { readonly values: Readonly<Record<string, unknown>>; readonly output: string } {
  const parser = newParser();
  for (const option of GLOBAL_OPTIONS) if (option.name !== HELP) parser.option(option.name, yargsOption(option));
  for (const command of commands)
    parser.command(command.name, command.summary, (inner) => describeCommand(inner, command));
  parser.completion(COMPLETION, "print a script that completes commands and options in bash or zsh");
  let output = "";
  let values: Readonly<Record<string, unknown>> = {};
  // With a callback yargs prints nothing itself, and is done when parse returns.
  void parser.parse(
    [...words],
    {},
    (error: Error | undefined | null, parsed: Readonly<Record<string, unknown>>, printed: string) => {
      if (error) throw error;
      values = parsed;
      output = printed;
    },
  );
  return { values, output };
}

function newParser(): Argv {
  return (
    yargs()
      .scriptName("nnc")
      .usage(
        "nnc: trains small neural networks and compiles trained ones to C, Go and TypeScript\n\nnnc COMMAND [OPTIONS]",
      )
      .locale("en")
      .exitProcess(false)
      .wrap(HELP_COLUMNS)
      .parserConfiguration({
        "boolean-negation": false,
        "camel-case-expansion": false,
        "dot-notation": false,
        "parse-numbers": false,
        "parse-positional-numbers": false,
        "strip-aliased": true,
      })
      .version(false)
      .help(HELP, "print this help")
      .alias(HELP, "h")
      .epilogue(`nnc COMMAND --help tells more about a command.\n\n${EXIT_CODES_HELP}`)
      // Without it an error would be printed, and the command run all the same.
      .fail((message: string, error: Error | undefined) => {
        throw error ?? new Error(message);
      })
  );
}

function describeCommand(parser: Argv, { name, summary, positionals, options, examples }: Command): Argv {
  const places = positionals.map((positional) => ` [${positional.name}]`).join("");
  const about = positionals.map((positional) => `\n\n${positional.name}: ${positional.describe}`).join("");
  const shown = layOut(examples.map((example) => ["", ...example]));
  parser
    .usage(`nnc ${name}${places} [OPTIONS]\n\n${summary}${about}`)
    .epilogue(`Examples:\n${shown}\n${EXIT_CODES_HELP}`);
  for (const option of options) parser.option(option.name, yargsOption(option));
  return parser;
}

/** Values need no type: they all arrive as `--name=value`, and numbers are not converted. */
function yargsOption({ short, kind, describe }: OptionDefinition): {
  alias: string[];
  boolean: boolean;
  describe: string;
} {
  return { alias: short === undefined ? [] : [short], boolean: kind === "flag", describe };
}
