// Reads a file of samples for nnc train and nnc check, and the options about it. Parsing and checks are those of train/data.

import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { decodeText } from "../../train/data/decode-text.ts";
import type { PreparedDataset } from "../../train/data/prepare.ts";
import type { Table } from "../../train/data/table.ts";
import type { OptionDefinition } from "../arguments/command.ts";
import { parseDecimal } from "../../run/settings/numbers.ts";
import { systemErrorCode, systemErrorText } from "./system-errors.ts";
import { showCount } from "../terminal/table.ts";
import type { Problem } from "../arguments/validate.ts";

export const DATA_OPTION: OptionDefinition = {
  name: "data",
  kind: "value",
  describe: "a CSV file of samples: names in its first line, then a line of numbers for each; - for standard input",
};

export const COLUMN_OPTIONS: readonly OptionDefinition[] = [
  { name: "inputs", kind: "value", describe: "columns of --data, such as a,b (all but the outputs)" },
  { name: "outputs", kind: "value", describe: "columns of --data, such as y (the last column)" },
];

export const HOLD_OUT_OPTION: OptionDefinition = {
  name: "hold-out",
  kind: "value",
  describe: "the share of samples set aside to measure the error on, 0 for none (0.2)",
};

/** The seed of the split where none is given. */
export const DEFAULT_SPLIT_SEED = 1;

/** Apart from the training's own, so that trainings of several seeds are measured on the same samples. */
export const SPLIT_SEED_OPTION: OptionDefinition = {
  name: "split-seed",
  kind: "value",
  describe: `which samples are set aside: the same seed sets the same ones aside (${DEFAULT_SPLIT_SEED})`,
};

export interface DataFile {
  readonly table: Table;
  /** Without its path, in printable ASCII: fit to be recorded. */
  readonly name: string;
  /** Of the file's bytes, hexadecimal. */
  readonly sha256: string;
}

/** `a,b`: the names of columns. */
export function readColumnNames(text: string): readonly string[] | Problem {
  const names = text.split(",").map((name) => name.trim());
  if (!names.includes("")) return names;
  return { problem: `'${text}' has an empty name`, hint: "separate the names of columns by commas, such as a,b" };
}

/** A number from 0 to less than 1. */
export function readShare(text: string): number | Problem {
  const value = parseDecimal(text);
  if (value !== undefined && value >= 0 && value < 1) return value;
  return { problem: `'${text}' is no share of the samples`, hint: "give a number from 0 to less than 1, such as 0.2" };
}

/**
 * Refuses options that contradict one another, before anything is read.
 *
 * @throws DiagnosticError of category usage.
 */
export function checkDataOptions(given: {
  readonly data: string | undefined;
  readonly inputs: readonly string[] | undefined;
  readonly outputs: readonly string[] | undefined;
  readonly holdOut: number | undefined;
  readonly targets: number;
  readonly domains: number;
}): void {
  const { data, inputs, outputs, holdOut, targets, domains } = given;
  const refuse = (place: string, message: string, hint: string): never => {
    throw new DiagnosticError({ category: "usage", message, place, hint });
  };
  if (data === undefined) {
    const [useless] = [inputs && "--inputs", outputs && "--outputs", holdOut !== undefined && "--hold-out"].filter(Boolean);
    if (typeof useless === "string") refuse(useless, `${useless} without --data says nothing`, "give --data samples.csv");
    return;
  }
  if (targets > 0) refuse("--target", "there are both data and a target", "give either --data or --target");
  if (domains > 0) refuse("--domain", "data have no domain", "leave --domain out: the samples say where the function is used");
}

/**
 * Reads a file of samples; of no more than MAXIMUM_DATA_BYTES, pipes and devices included, is anything kept.
 *
 * @throws DiagnosticError: file where it cannot be read or is too large, model where it is no table of numbers.
 */
export async function readDataFile(path: string): Promise<DataFile> {
  const { MAXIMUM_DATA_BYTES, parseCsv } = await import("../../train/data/csv.ts");
  const bytes = path === "-" ? await readStandardInput(MAXIMUM_DATA_BYTES) : await readBytes(path, MAXIMUM_DATA_BYTES);
  const called = path === "-" ? "standard input" : path;
  const table = parseCsv(decodeText(bytes, called), called);
  const name = path === "-" ? "-" : basename(path).replace(/[^\x20-\x7e]/g, "_");
  return { table, name, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** What there is to train on, and what is worth knowing about it: lines for the user. */
export function describeDataset({ training, heldOut, notes }: PreparedDataset): readonly string[] {
  const names = (variables: readonly { readonly name: string }[]): string => {
    const shown = variables.slice(0, 8).map(({ name }) => name);
    return [...shown, ...(variables.length > shown.length ? [`… (${variables.length})`] : [])].join(", ");
  };
  const aside = heldOut === undefined ? "none held out" : `${showCount(heldOut.lines.length)} held out`;
  return [
    `${names(training.outputs)} from ${names(training.inputs)}: ${showCount(training.lines.length)} samples to train on, ${aside}`,
    ...notes.map((note) => `note: ${note}`),
  ];
}

async function readBytes(path: string, most: number): Promise<Uint8Array> {
  try {
    const file = await open(path, "r");
    try {
      const stats = await file.stat();
      if (stats.isDirectory()) throw fileError(path, "it is a folder");
      if (stats.size > most) throw tooLarge(path, most);
      // A pipe or a device does not say how much it holds.
      return await collect(file.createReadStream({ end: most, autoClose: false }), path, most);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    const hint = systemErrorCode(error) === "ENOENT" ? "check the name of the file, and the folder you are in" : undefined;
    throw fileError(path, systemErrorText(error), hint);
  }
}

async function readStandardInput(most: number): Promise<Uint8Array> {
  if (process.stdin.isTTY) {
    throw new DiagnosticError({
      category: "usage",
      message: "samples are expected on standard input, which is a terminal",
      place: "--data",
      hint: "redirect a file: nnc train --data - < samples.csv",
    });
  }
  try {
    return await collect(process.stdin, "standard input", most);
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    throw fileError("standard input", systemErrorText(error));
  }
}

async function collect(stream: AsyncIterable<unknown>, path: string, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a stream of bytes has an encoding");
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) throw tooLarge(path, most);
  }
  return Buffer.concat(chunks);
}

function tooLarge(path: string, most: number): DiagnosticError {
  return fileError(path, `it is larger than ${most / 2 ** 20} MiB`, "train on a part of its lines");
}

function fileError(path: string, note: string, hint?: string): DiagnosticError {
  return new DiagnosticError({ category: "file", message: `cannot read ${path}`, note, ...(hint === undefined ? {} : { hint }) });
}
