// What a command of nnc is: its words for the help, its options and what it does. Parses nothing itself.

import type { Terminal } from "../terminal/terminal.ts";

export interface OptionDefinition {
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** A flag takes no value; a list may be given several times. */
  readonly kind: "flag" | "value" | "list";
  readonly describe: string;
  /** Values worth completing. */
  readonly choices?: readonly string[];
}

/** Texts by their settings (`learningRate` of `--learning-rate`): true of a flag, a list of an option that may be repeated. */
export type GivenOptions = Readonly<Record<string, string | true | readonly string[]>>;

/** What stands on the command line. */
export interface GivenArguments {
  readonly options: GivenOptions;
  readonly positionals: readonly string[];
}

/** What a command is made of. */
export interface Command {
  /** The positional arguments in order; each may be left out. */
  readonly positionals: readonly PositionalDefinition[];
  readonly options: readonly OptionDefinition[];
  readonly examples: readonly (readonly [command: string, explanation: string])[];
  /** The exit code, or a DiagnosticError. */
  readonly run: (given: GivenArguments, terminal: Terminal) => Promise<number>;
}

export interface PositionalDefinition {
  /** In capitals, as the help shows it. */
  readonly name: string;
  readonly describe: string;
  /** Values worth completing. */
  readonly choices?: readonly string[];
  /** The last one may be given any number of times: a list then. */
  readonly isList?: true;
}

/** A command as it is listed: what it is made of is loaded when it is asked for, since most of nnc is not needed by any one of them. */
export interface CommandEntry {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}
