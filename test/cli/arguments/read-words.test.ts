// One pass over the words of a command line: texts by their settings, and how often each option was given.

import { expect, test } from "vitest";
import type { Command, CommandEntry, OptionDefinition } from "../../../src/cli/arguments/command.ts";
import { optionOf, settingOf } from "../../../src/shell/option-spelling.ts";
import { readWords } from "../../../src/cli/arguments/read-words.ts";
import { readRequest } from "../../../src/cli/arguments/request.ts";
import { COMMANDS } from "../../../src/cli/commands/index.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";

const OPTIONS: readonly OptionDefinition[] = [
  { name: "max-error", kind: "value", describe: "" },
  { name: "output", short: "o", kind: "value", describe: "" },
  { name: "at", kind: "list", describe: "" },
  { name: "all", short: "a", kind: "flag", describe: "" },
];
const command: Command = { positionals: [{ name: "MODEL", describe: "" }], options: OPTIONS, examples: [], run: () => Promise.resolve(0) };
const commands: readonly CommandEntry[] = [{ name: "look", summary: "", load: () => Promise.resolve(command) }];
const read = (...words: readonly string[]) => readWords(words, { commands, otherCommands: [], globalOptions: [] });

test("every form of an option comes to the same text", async () => {
  for (const words of [["-o", "x"], ["-ox"], ["-o=x"], ["--output", "x"], ["--output=x"], ["-ao", "x"], ["-aox"]]) {
    const { options, counts } = await read("look", ...words);
    expect(options).toEqual({ output: "x", ...(words[0].startsWith("-a") ? { all: true } : {}) });
    expect(counts.get(OPTIONS[1])).toBe(1);
  }
});

test("an option is known by its setting; values may begin with a dash", async () => {
  const { options, positionals } = await read("look", "--max-error", "-1", "m.onnx", "--at=-2,3", "--at", "-", "--", "--at");
  expect(options).toEqual({ maxError: "-1", at: ["-2,3", "-"] });
  expect(positionals).toEqual(["m.onnx", "--at"]);
});

test("of one that is given too often all are counted, and it is refused", async () => {
  const words = ["look", "-o", "1", "-o", "2", "-a", "-a", "--output=3"];
  const { options, counts } = await read(...words);
  expect(options).toEqual({ output: "3", all: true });
  expect(OPTIONS.map((option) => counts.get(option))).toEqual([undefined, 3, undefined, 2]);
  const refused: unknown = await readRequest(words, commands).catch((error: unknown) => error);
  expect(refused instanceof DiagnosticError && refused.diagnostic.message).toBe("--output is given 3 times");
  // The help is given all the same.
  expect(await readRequest([...words, "--help"], commands)).toMatchObject({ kind: "help" });
});

test("the two names of every option of nnc lead to one another", async () => {
  const loaded = await Promise.all(COMMANDS.map(({ load }) => load()));
  for (const { name } of loaded.flatMap(({ options }) => options)) expect(optionOf(settingOf(name))).toBe(`--${name}`);
});
