// Writes the help texts and the completion script, with yargs. Reads no command line and prints nothing.

import type { Argv } from "yargs";
import yargs from "yargs";
import { EXIT_CODES_HELP } from "../entry/exit-codes.ts";
import { layOut } from "../terminal/lay-out.ts";
import type { Command, CommandEntry, OptionDefinition } from "./command.ts";
import { GLOBAL_OPTIONS } from "./request.ts";

const HELP_COLUMNS = 100;

/** On nnc as a whole. */
export function helpOn(commands: readonly CommandEntry[]): string {
  const parser = newParser();
  for (const { name, summary } of commands) parser.command(name, summary);
  return tidied(printedByYargs(parser, ["--help"]));
}

/** On one of the commands. */
export async function helpOnCommand({ name, summary, load }: CommandEntry): Promise<string> {
  const command = await load();
  const parser = newParser();
  parser.command(name, summary, (inner) => describeCommand(inner, name, summary, command));
  return tidied(printedByYargs(parser, [name, "--help"]));
}

/** yargs marks flags, on a line of their own where a description fills its last one; that the others take a value is said by their descriptions. */
function tidied(output: string): string {
  return `${output.replace(/\n? +\[boolean\]$/gm, "").trimEnd()}\n`;
}

/** For bash and zsh; it asks nnc itself, whose answer is complete.ts. */
export function completionScript(): string {
  return `${printedByYargs(newParser(), ["completion"]).trimEnd()}\n`;
}

function printedByYargs(parser: Argv, words: readonly string[]): string {
  parser.completion("completion", "print a script that completes commands and options in bash or zsh");
  let output = "";
  // With a callback yargs prints nothing itself, and is done when parse returns.
  void parser.parse([...words], {}, (error: Error | undefined | null, _parsed: unknown, printed: string) => {
    if (error) throw error;
    output = printed;
  });
  return output;
}

function newParser(): Argv {
  const parser = yargs()
    .scriptName("nnc")
    .usage("nnc: trains small neural networks and compiles trained ones to C, Go and TypeScript\n\nnnc COMMAND [OPTIONS]")
    .locale("en")
    .exitProcess(false)
    .wrap(HELP_COLUMNS)
    .version(false)
    .help("help", "print this help")
    .alias("help", "h")
    .epilogue(`nnc COMMAND --help tells more about a command.\n\n${EXIT_CODES_HELP}`);
  for (const option of GLOBAL_OPTIONS) if (option.name !== "help") parser.option(option.name, yargsOption(option));
  return parser;
}

function describeCommand(parser: Argv, name: string, summary: string, { positionals, options, examples }: Command): Argv {
  const places = positionals.map(({ name: place, isList }) => ` [${place}${isList === true ? " ..." : ""}]`).join("");
  const about = positionals.map((positional) => `\n\n${positional.name}: ${positional.describe}`).join("");
  const shown = layOut(examples.map((example) => ["", ...example]));
  parser
    .usage(`nnc ${name}${places} [OPTIONS]\n\n${summary}${about}`)
    .epilogue(`Examples:\n${shown}\n${EXIT_CODES_HELP}`);
  for (const option of options) parser.option(option.name, yargsOption(option));
  return parser;
}

/** Of an option that takes a value yargs need not know more: it reads no command line. */
function yargsOption({ short, kind, describe }: OptionDefinition): {
  alias: string[];
  boolean: boolean;
  describe: string;
} {
  return { alias: short === undefined ? [] : [short], boolean: kind === "flag", describe };
}
