// Brings command lines into one spelling (`-o a`, `-oa`, `--output a` and `--output=a` all become `--output=a`), so
// that values that begin with a dash stay values. Refuses options and commands that do not exist. Checks no values.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../diagnostics/suggest.ts";
import type { Command, OptionDefinition } from "./command.ts";

export interface Vocabulary {
  readonly commands: readonly Command[];
  /** Words that are commands too, without options of their own. */
  readonly otherCommands: readonly string[];
  readonly globalOptions: readonly OptionDefinition[];
}

export interface SpelledOut {
  /** Undefined where no command is named. */
  readonly command: string | undefined;
  /** The words after the command: options in long form first, then `--`, then positional arguments. */
  readonly options: readonly string[];
  readonly positionals: readonly string[];
}

/** @throws DiagnosticError of category usage. */
export function spellOut(words: readonly string[], vocabulary: Vocabulary): SpelledOut {
  const reader = new WordReader(words, vocabulary);
  reader.read();
  return reader;
}

class WordReader implements SpelledOut {
  command: string | undefined;
  readonly options: string[] = [];
  readonly positionals: string[] = [];
  private readonly rest: string[];
  private readonly vocabulary: Vocabulary;

  constructor(words: readonly string[], vocabulary: Vocabulary) {
    this.rest = [...words];
    this.vocabulary = vocabulary;
  }

  read(): void {
    for (let word = this.rest.shift(); word !== undefined; word = this.rest.shift()) {
      if (word === "--") this.positionals.push(...this.rest.splice(0));
      else if (word.startsWith("--")) this.readLong(word);
      else if (word.startsWith("-") && word !== "-") this.readShort(word);
      else if (this.command === undefined) this.command = this.checkCommand(word);
      else this.positionals.push(word);
    }
  }

  private readLong(word: string): void {
    const equals = word.indexOf("=");
    const name = word.slice(2, equals < 0 ? undefined : equals);
    const option = this.known().find((candidate) => candidate.name === name);
    if (option === undefined) throw this.unknownOption(`--${name}`);
    const value = equals < 0 ? undefined : word.slice(equals + 1);
    if (option.kind !== "flag") this.options.push(`--${name}=${value ?? this.takeValue(option)}`);
    else if (value === undefined) this.options.push(`--${name}`);
    else throw usageError(`--${name} takes no value`, word);
  }

  /** Several flags may share a dash; what follows a letter that takes a value is its value. */
  private readShort(word: string): void {
    for (let position = 1; position < word.length; position++) {
      const option = this.known().find(({ short }) => short === word[position]);
      if (option === undefined) throw this.unknownOption(`-${word[position] ?? ""}`);
      if (option.kind === "flag") {
        this.options.push(`--${option.name}`);
        continue;
      }
      const attached = word.slice(position + 1).replace(/^=/, "");
      this.options.push(`--${option.name}=${attached === "" ? this.takeValue(option) : attached}`);
      return;
    }
  }

  /** The next word, though it may begin with a dash, as `-` and `-1:1` do; but not where it is an option. */
  private takeValue(option: OptionDefinition): string {
    const [next] = this.rest;
    const isOption =
      next !== undefined && (next.startsWith("--") || this.known().some(({ short }) => `-${short ?? "-"}` === next));
    if (next === undefined || isOption) {
      throw usageError(`--${option.name} needs a value`, next, `${this.helpCommand()} describes it`);
    }
    this.rest.shift();
    return next;
  }

  private known(): readonly OptionDefinition[] {
    const command = this.vocabulary.commands.find(({ name }) => name === this.command);
    return [...this.vocabulary.globalOptions, ...(command?.options ?? [])];
  }

  private checkCommand(word: string): string {
    const names = [...this.vocabulary.commands.map(({ name }) => name), ...this.vocabulary.otherCommands];
    if (names.includes(word)) return word;
    throw usageError(
      `there is no command '${word}'`,
      undefined,
      didYouMean(word, names) ?? "nnc --help lists the commands",
    );
  }

  private unknownOption(word: string): DiagnosticError {
    const owners = this.vocabulary.commands.filter(({ options }) =>
      options.some(({ name, short }) => word === `--${name}` || word === `-${short ?? "-"}`),
    );
    const [owner] = owners;
    if (this.command === undefined && owner !== undefined) {
      return usageError(
        `${word} stands before the command it belongs to`,
        undefined,
        `write nnc ${owner.name} ${word}`,
      );
    }
    const near = suggest(
      word,
      this.known().map(({ name }) => `--${name}`),
    );
    const whose = this.command === undefined ? "nnc" : `nnc ${this.command}`;
    const hint = near === undefined ? `${this.helpCommand()} lists the options` : `did you mean '${near}'?`;
    return usageError(`${whose} has no option ${word}`, undefined, hint);
  }

  private helpCommand(): string {
    return this.command === undefined ? "nnc --help" : `nnc ${this.command} --help`;
  }
}

function usageError(message: string, place?: string, hint?: string): DiagnosticError {
  return new DiagnosticError({
    category: "usage",
    message,
    ...(place === undefined ? {} : { place }),
    ...(hint === undefined ? {} : { hint }),
  });
}
