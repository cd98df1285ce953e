// Only the command line spells options: other rooms speak of settings, and every setting is an option of some command.

import ts from "typescript";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { OPTION_SPELLING } from "../../src/shell/option-spelling.ts";
import { SETTING_NAMES, setting } from "../../src/diagnostics/prose.ts";
import { SOURCES, walk } from "./sources.ts";

/** Two dashes before a letter that are no option of nnc's: the files they stand in, and what they are. */
const FOREIGN: readonly (readonly [path: string, reason: string])[] = [
  ["benchmark/contenders/onnx-generators.ts", "command lines of emx-onnx-cgen"],
  ["benchmark/instructions.ts", "command lines of valgrind"],
  ["formats/chainer/zip-end.ts", "a command line of zip"],
  ["formats/conversion-scripts.ts", "command lines of tf2onnx"],
  ["languages/c/conversions.ts", "the decrement of C"],
  ["toolchain/stack-usage.ts", "command lines of compilers"],
  ["report/page.ts", "custom properties of CSS"],
  ["report/report-page.ts", "custom properties of CSS"],
];

function textsOf(tree: ts.SourceFile): readonly string[] {
  const texts: string[] = [];
  walk(tree, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
  });
  return texts;
}

/** Compilers have command lines of their own. */
const isOfCompilers = (path: string): boolean => /^languages\/\w+\/compilers\.ts$/.test(path);
const outside = SOURCES.filter(({ path }) => !path.startsWith("cli/") && !isOfCompilers(path));
const spelling = outside
  .map(({ path, tree }) => ({ path, texts: textsOf(tree).filter((text) => /--[a-z]/.test(text)) }))
  .filter(({ texts }) => texts.length > 0);

describe("options", () => {
  test("are spelled by the command line alone", () => {
    expect(spelling.filter(({ path }) => !FOREIGN.some(([foreign]) => foreign === path))).toEqual([]);
  });

  test("no exception is left that needs none", () => {
    expect(FOREIGN.map(([path]) => path).filter((path) => !spelling.some((file) => file.path === path))).toEqual([]);
  });
});

test("every setting is an option of some command", async () => {
  const commands = await Promise.all(COMMANDS.map(({ load }) => load()));
  const options = new Set(commands.flatMap((command) => command.options.map(({ name }) => `--${name}`)));
  expect(SETTING_NAMES.filter((name) => !options.has(OPTION_SPELLING(setting(name))))).toEqual([]);
});
