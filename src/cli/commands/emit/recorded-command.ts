// Finds out how files were emitted, by the command that they state: for checks that are told nothing else. Runs nothing that a file names.

import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import { MANIFEST_NAME, readManifest } from "../../../codegen/packaging/manifest.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { readShellWords } from "../../../shell/read-shell-words.ts";
import { shellWords } from "../../../shell/shell-words.ts";
import type { Command, GivenArguments, GivenOptions } from "../../arguments/command.ts";
import { readWords } from "../../arguments/read-words.ts";
import { namesFolder } from "../../files/destination.ts";
import { manifestText } from "../../files/folder/listed-files.ts";
import { systemErrorText } from "../../files/system-errors.ts";

/** What is read of a file: its header is at its beginning. */
const BEGINNING_BYTES = 2 ** 20;
/** What says only where, or how loudly. */
const OF_THE_CHECK = ["check", "json", "quiet", "verbose"];
/** What a check has no use for. */
const OF_WRITING = ["output", "force"];

/**
 * The arguments with those of the command that the files state, where there is nothing but `--check` and perhaps the models.
 *
 * @throws DiagnosticError: file where the files cannot be read or a model is not found, usage where they state no command that can be taken over.
 */
export async function withRecorded(given: GivenArguments, emit: Command): Promise<GivenArguments> {
  const { check: path } = given.options;
  if (typeof path !== "string" || path === "" || path === "-" || Object.keys(given.options).some((name) => !OF_THE_CHECK.includes(name))) return given;
  const line = recordedIn(path);
  const { options, positionals } = await argumentsOf(line, path, emit);
  if (given.positionals.length > 0 && given.positionals.length !== positionals.length) {
    throw unusable(path, line, `its command has ${positionals.length} models, and ${given.positionals.length} are given`);
  }
  const models = given.positionals.length > 0 ? given.positionals : positionals.map((name) => modelNamed(name, path, line));
  return { options: { ...options, ...given.options }, positionals: models };
}

function recordedIn(path: string): string {
  const line = namesFolder(path) ? readManifest(manifestText(path) ?? "")?.command : /^\W*regenerate +(nnc emit .*)$/m.exec(beginningOf(path))?.[1];
  if (line !== undefined) return line.trim();
  throw unstated(path, namesFolder(path) ? `there is no ${MANIFEST_NAME} of nnc's in it` : "it has no header of nnc's");
}

function unstated(path: string, note: string): DiagnosticError {
  return new DiagnosticError({
    id: "recorded-command-missing",
    message: `${path} does not say how it was emitted`,
    place: "--check",
    note,
    hint: `name the model and give the options: nnc emit model.onnx --lang c ${shellWords(["--check", path])}`,
  });
}

function beginningOf(path: string): string {
  try {
    const descriptor = openSync(path, "r");
    try {
      const bytes = new Uint8Array(BEGINNING_BYTES);
      return new TextDecoder().decode(bytes.subarray(0, readSync(descriptor, bytes)));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw unstated(path, systemErrorText(error));
  }
}

async function argumentsOf(line: string, path: string, emit: Command): Promise<GivenArguments> {
  const words = readShellWords(line);
  if (words === undefined) throw unusable(path, line, "its command is not written as nnc writes it");
  const [, ...rest] = words;
  const entry = { name: "emit", summary: "", load: () => Promise.resolve(emit) };
  const { options, positionals } = await readWords(rest, { commands: [entry], otherCommands: [], globalOptions: [] });
  if ("stack" in options) throw unusable(path, line, "its command has a compiler run, which only you may do");
  if ("template" in options) throw unusable(path, line, "its command reads a template, which only you may name");
  return { options: without(options, [...OF_WRITING, ...OF_THE_CHECK]), positionals };
}

function without(options: GivenOptions, names: readonly string[]): GivenOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
}

/** In the current folder, else beside the files. */
function modelNamed(word: string, path: string, line: string): string {
  const name = word.replace(/^\.\/(?=-)/, "");
  if (name === "-") throw unusable(path, line, "its model was read from standard input");
  if (/[/\\]/.test(name)) throw unusable(path, line, "its command names a model in another folder");
  const folders = [".", ...(namesFolder(path) ? [path] : []), dirname(path)];
  const found = [...new Set(folders)].map((folder) => (folder === "." ? word : join(folder, name))).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new DiagnosticError({
    id: "recorded-model-missing",
    message: `cannot find the model ${name}`,
    note: `it is neither in the current folder nor beside ${path}`,
    hint: `name it: nnc emit ${shellWords([`models/${name}`, "--check", path])}`,
  });
}

function unusable(path: string, line: string, note: string): DiagnosticError {
  return new DiagnosticError({
    id: "recorded-command-unusable",
    message: `${path} cannot be checked by the command that it states`,
    place: "--check",
    note,
    hint: `give the options yourself; it states: ${line}`,
  });
}
