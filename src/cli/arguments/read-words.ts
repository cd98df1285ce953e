// Reads the words of a command line in one pass (`-o a`, `-oa`, `--output a` and `--output=a` are one and the same): texts by their
// settings. Values may begin with a dash. Refuses options and commands that do not exist. Checks no values.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../../diagnostics/ids.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import { MODEL_NAME } from "../../formats/format-names.ts";
import type { Command, CommandEntry, GivenOptions, OptionDefinition } from "./command.ts";
import { settingOf } from "../../shell/option-spelling.ts";
import { shellWords } from "../../shell/shell-words.ts";
import { commandsMeant, optionMeant } from "./other-words.ts";

export interface Vocabulary {
  readonly commands: readonly CommandEntry[];
  /** Words that are commands too, without options of their own. */
  readonly otherCommands: readonly string[];
  readonly globalOptions: readonly OptionDefinition[];
}

export interface ReadWords {
  /** Undefined where no command is named. */
  readonly command: string | undefined;
  /** Undefined of the other commands too. */
  readonly entry: CommandEntry | undefined;
  readonly definition: Command | undefined;
  readonly options: GivenOptions;
  /** How often each option was given; of one that takes a single value the last one stands. */
  readonly counts: ReadonlyMap<OptionDefinition, number>;
  readonly positionals: readonly string[];
}

/**
 * Loads the command that is named.
 *
 * @throws DiagnosticError of category usage.
 */
export async function readWords(words: readonly string[], vocabulary: Vocabulary): Promise<ReadWords> {
  const reader = new WordReader(words, vocabulary);
  await reader.read();
  return reader;
}

class WordReader implements ReadWords {
  command: string | undefined;
  entry: CommandEntry | undefined;
  definition: Command | undefined;
  readonly counts = new Map<OptionDefinition, number>();
  readonly positionals: string[] = [];
  private readonly single: Record<string, string | true> = {};
  private readonly lists: Record<string, readonly string[]> = {};
  private readonly rest: string[];
  private readonly vocabulary: Vocabulary;

  constructor(words: readonly string[], vocabulary: Vocabulary) {
    this.rest = [...words];
    this.vocabulary = vocabulary;
  }

  get options(): GivenOptions {
    return { ...this.single, ...this.lists };
  }

  async read(): Promise<void> {
    for (let word = this.rest.shift(); word !== undefined; word = this.rest.shift()) {
      if (word === "--") this.positionals.push(...this.rest.splice(0));
      else if (word.startsWith("--")) await this.readLong(word);
      else if (word.startsWith("-") && word !== "-") await this.readShort(word);
      else if (this.command === undefined) await this.readCommand(word);
      else this.positionals.push(word);
    }
  }

  private async readLong(word: string): Promise<void> {
    const equals = word.indexOf("=");
    const name = word.slice(2, equals < 0 ? undefined : equals);
    const option = this.known().find((candidate) => candidate.name === name);
    if (option === undefined) throw await this.unknownOption(`--${name}`);
    const value = equals < 0 ? undefined : word.slice(equals + 1);
    if (option.kind !== "flag") this.give(option, value ?? this.takeValue(option));
    else if (value === undefined) this.give(option, "");
    else throw usageError("flag-with-value", `--${name} takes no value`, word);
  }

  /** Several flags may share a dash; what follows a letter that takes a value is its value. */
  private async readShort(word: string): Promise<void> {
    for (let position = 1; position < word.length; position++) {
      const option = this.known().find(({ short }) => short === word[position]);
      if (option === undefined) throw await this.unknownOption(`-${word[position] ?? ""}`);
      if (option.kind === "flag") {
        this.give(option, "");
        continue;
      }
      const attached = word.slice(position + 1).replace(/^=/, "");
      this.give(option, attached === "" ? this.takeValue(option) : attached);
      return;
    }
  }

  private async readCommand(word: string): Promise<void> {
    const { commands, otherCommands } = this.vocabulary;
    this.entry = commands.find(({ name }) => name === word);
    if (this.entry === undefined && !otherCommands.includes(word)) {
      throw usageError("command-unknown", `there is no command '${word}'`, undefined, this.commandHint(word));
    }
    this.command = word;
    this.definition = await this.entry?.load();
  }

  private commandHint(word: string): string {
    if (word.toLowerCase() === "version") return "write nnc --version";
    const names = [...this.vocabulary.commands.map(({ name }) => name), ...this.vocabulary.otherCommands];
    const meant = commandsMeant(word, names);
    if (meant.length > 0) return `did you mean ${meant.map((name) => `'${name}'`).join(" or ")}?`;
    if (MODEL_NAME.test(word)) return `say what to do with it: nnc info ${shellWords([word])} shows it, nnc emit ${shellWords([word])} --lang c compiles it`;
    return didYouMean(word, names) ?? "nnc --help lists the commands";
  }

  /** @param value is nothing of a flag. */
  private give(option: OptionDefinition, value: string): void {
    const name = settingOf(option.name);
    this.counts.set(option, (this.counts.get(option) ?? 0) + 1);
    switch (option.kind) {
      case "flag":
        this.single[name] = true;
        return;
      case "value":
        this.single[name] = value;
        return;
      case "list":
        this.lists[name] = [...(this.lists[name] ?? []), value];
        return;
    }
  }

  /** The next word, though it may begin with a dash, as `-` and `-1:1` do; but not where it is an option. */
  private takeValue(option: OptionDefinition): string {
    const [next] = this.rest;
    const isOption =
      next !== undefined && (next.startsWith("--") || this.known().some(({ short }) => `-${short ?? "-"}` === next));
    if (next === undefined || isOption) {
      throw usageError("value-missing", `--${option.name} needs a value`, next, `${this.helpCommand()} describes it`);
    }
    this.rest.shift();
    return next;
  }

  private known(): readonly OptionDefinition[] {
    return [...this.vocabulary.globalOptions, ...(this.definition?.options ?? [])];
  }

  private async unknownOption(word: string): Promise<DiagnosticError> {
    const owner = this.command === undefined ? await this.ownerOf(word) : undefined;
    if (owner !== undefined) {
      return usageError(
        "option-before-command",
        `${word} stands before the command it belongs to`,
        undefined,
        `write nnc ${owner.name} ${word}`,
      );
    }
    const names = this.known().map(({ name }) => name);
    const meant = optionMeant(word.replace(/^-+/, ""), names);
    const near = meant === undefined ? suggest(word, names.map((name) => `--${name}`)) : `--${meant}`;
    const whose = this.command === undefined ? "nnc" : `nnc ${this.command}`;
    const takesModel = this.definition?.positionals.some(({ name }) => name === "MODEL") === true;
    const without = takesModel && word === "--model" ? `name the file without an option: nnc ${this.command ?? ""} MODEL` : undefined;
    const hint = without ?? (near === undefined ? `${this.helpCommand()} lists the options` : `did you mean '${near}'?`);
    return usageError("option-unknown", `${whose} has no option ${word}`, undefined, hint);
  }

  /** The first command that has an option. */
  private async ownerOf(word: string): Promise<CommandEntry | undefined> {
    const { commands } = this.vocabulary;
    const loaded = await Promise.all(commands.map(({ load }) => load()));
    const isMeant = ({ name, short }: OptionDefinition): boolean => word === `--${name}` || word === `-${short ?? "-"}`;
    return commands[loaded.findIndex(({ options }) => options.some(isMeant))];
  }

  private helpCommand(): string {
    return this.command === undefined ? "nnc --help" : `nnc ${this.command} --help`;
  }
}

function usageError(id: DiagnosticId, message: string, place?: string, hint?: string): DiagnosticError {
  return new DiagnosticError({ id, message, place, hint });
}
