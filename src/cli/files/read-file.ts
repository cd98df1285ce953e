// Reads users' files and standard input, as a whole or part by part, up to a size. Knows nothing of what is in them.

import { existsSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Failure } from "../../diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { MODEL_NAME } from "../../formats/format-names.ts";
import { shellWords } from "../../shell/shell-words.ts";
import { modelsIn, nearFile } from "./near-file.ts";
import { systemErrorCode, systemErrorText } from "./system-errors.ts";

/** Of a part of a file. */
const PART_BYTES = 2 ** 18;

/** What is read and what is said where it cannot be. */
export interface Reading {
  /** Bytes: of no more, of pipes and devices included, is anything kept. */
  readonly most: number;
  readonly holds: "a model" | "a checkpoint" | "an unfinished check" | "a baseline" | "a template" | "samples";
  /** What to do where there is no such file. */
  readonly whenMissing?: string | undefined;
  /** What to do where it is larger. */
  readonly whenLarger?: string | undefined;
}

/** Takes the next bytes of a file, which may be overwritten afterwards, with the size of the whole where that is known. */
export type TakeBytes = (bytes: Uint8Array, size: number | undefined) => void;

/**
 * The whole file, or standard input for `-`.
 *
 * @param whenTerminal what is said where standard input is a terminal.
 * @throws DiagnosticError: file where it is missing, a folder, unreadable or too large; `whenTerminal`.
 */
export async function readInput(path: string, reading: Reading, whenTerminal: Failure): Promise<Uint8Array> {
  return path === "-" ? await whole((take) => standardInputParts(reading, whenTerminal, take)) : await readFile(path, reading);
}

/**
 * The same part by part: of the bytes nothing is kept.
 *
 * @throws DiagnosticError as `readInput`, and what `take` throws.
 */
export async function readParts(path: string, reading: Reading, whenTerminal: Failure, take: TakeBytes): Promise<void> {
  if (path === "-") {
    await standardInputParts(reading, whenTerminal, take);
    return;
  }
  await withFile(path, reading, async (file, size) => {
    await eachPart(file.createReadStream({ autoClose: false, highWaterMark: PART_BYTES }), path, reading, size, take);
  });
}

/** @throws DiagnosticError (file) where it is missing, a folder, unreadable or too large. */
export async function readFile(path: string, reading: Reading): Promise<Uint8Array> {
  return await withFile(path, reading, async (file, size) => {
    if (size === undefined) {
      const stream = file.createReadStream({ end: reading.most, autoClose: false });
      return await whole((take) => eachPart(stream, path, reading, size, take));
    }
    const bytes = await file.readFile();
    // It may have become longer meanwhile.
    if (bytes.length > reading.most) throw tooLarge(path, reading);
    return bytes;
  });
}

/** @param use is given the size, but of pipes and devices, which do not say how much they hold. */
async function withFile<Result>(path: string, reading: Reading, use: (file: FileHandle, size: number | undefined) => Promise<Result>): Promise<Result> {
  return await inWords(path, reading, async () => {
    const file = await open(path, "r");
    try {
      const stats = await file.stat();
      if (stats.isDirectory()) throw unreadable(path, reading.holds, "it is a folder", folderHint(path, reading));
      if (stats.size > reading.most) throw tooLarge(path, reading);
      return await use(file, stats.isFile() ? stats.size : undefined);
    } finally {
      await file.close();
    }
  });
}

async function standardInputParts(reading: Reading, whenTerminal: Failure, take: TakeBytes): Promise<void> {
  if (process.stdin.isTTY) throw new DiagnosticError(whenTerminal);
  await inWords("standard input", reading, () => eachPart(process.stdin, "standard input", reading, undefined, take));
}

/** Says of errors of the system what could not be read; others are defects of whoever takes the bytes. */
async function inWords<Result>(called: string, reading: Reading, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DiagnosticError || systemErrorCode(error) === undefined) throw error;
    throw unreadable(called, reading.holds, systemErrorText(error), systemErrorCode(error) === "ENOENT" ? missingHint(called, reading) : undefined);
  }
}

/** A file with nearly the name that was given; checkpoints and unfinished checks have names of nnc's. */
function missingHint(path: string, { holds, whenMissing }: Reading): string | undefined {
  const kind = holds === "samples" ? /\.(csv|tsv|txt|dat|parquet|pq)$/i : MODEL_NAME;
  const isNamed = holds === "samples" || (holds === "a model" && whenMissing === undefined);
  const near = isNamed ? nearFile(path, kind) : undefined;
  return near === undefined ? whenMissing : `did you mean '${near}'?`;
}

/** Of a model that TensorFlow saved as a folder, and of one whose file is in the folder that was named. */
function folderHint(path: string, { holds }: Reading): string {
  if (holds !== "a model") return "name a file in it";
  if (existsSync(join(path, "saved_model.pb"))) return `convert it with tf2onnx: ${shellWords(["python", "-m", "tf2onnx.convert", "--saved-model", path, "--output", "model.onnx"])}`;
  const [model, ...others] = modelsIn(path);
  return model === undefined || others.length > 0 ? "name a file in it" : `did you mean '${join(path, model)}'?`;
}

async function whole(read: (take: TakeBytes) => Promise<void>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await read((bytes) => chunks.push(bytes));
  return Buffer.concat(chunks);
}

async function eachPart(stream: AsyncIterable<unknown>, path: string, reading: Reading, size: number | undefined, take: TakeBytes): Promise<void> {
  let read = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a stream of bytes has an encoding");
    read += chunk.length;
    if (read > reading.most) throw tooLarge(path, reading);
    take(chunk, size);
  }
}

function tooLarge(path: string, reading: Reading): DiagnosticError {
  return unreadable(path, reading.holds, `it is larger than ${reading.most < 2 ** 30 ? `${reading.most / 2 ** 20} MiB` : `${reading.most / 2 ** 30} GiB`}`, reading.whenLarger);
}

/** The error of a file that is there and cannot be read, or is not there. */
export function unreadable(path: string, holds: Reading["holds"] | "a source", note: string, hint?: string): DiagnosticError {
  const id = holds === "samples" ? "data-unreadable" : "file-unreadable";
  return new DiagnosticError({ id, message: `cannot read ${path}`, note, hint });
}
