// Reads users' files and standard input, as a whole or part by part, up to a size. Knows nothing of what is in them.

import { open } from "node:fs/promises";
import type { Failure } from "../../diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { systemErrorCode, systemErrorText } from "./system-errors.ts";

/** Of a part of a file. */
const PART_BYTES = 2 ** 18;

/** What is read and what is said where it cannot be. */
export interface Reading {
  /** Bytes: of no more, of pipes and devices included, is anything kept. */
  readonly most: number;
  readonly holds: "a model" | "a checkpoint" | "samples";
  /** What to do where there is no such file. */
  readonly whenMissing?: string | undefined;
  /** What to do where it is larger. */
  readonly whenLarger?: string | undefined;
}

/**
 * The whole file, or standard input for `-`.
 *
 * @param whenTerminal what is said where standard input is a terminal.
 * @throws DiagnosticError: file where it is missing, a folder, unreadable or too large; `whenTerminal`.
 */
export async function readInput(path: string, reading: Reading, whenTerminal: Failure): Promise<Uint8Array> {
  return path === "-" ? await readStandardInput(reading, whenTerminal) : await readFile(path, reading);
}

/** Takes the next bytes of a file, which may be overwritten afterwards, with the size of the whole where that is known. */
export type TakeBytes = (bytes: Uint8Array, size: number | undefined) => void;

/**
 * The same part by part: of the bytes nothing is kept.
 *
 * @throws DiagnosticError as `readInput`, and what `take` throws.
 */
export async function readParts(path: string, reading: Reading, whenTerminal: Failure, take: TakeBytes): Promise<void> {
  try {
    await (path === "-" ? standardInputParts(reading, whenTerminal, take) : fileParts(path, reading, take));
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    const called = path === "-" ? "standard input" : path;
    throw unreadable(called, reading, systemErrorText(error), systemErrorCode(error) === "ENOENT" ? reading.whenMissing : undefined);
  }
}

async function fileParts(path: string, reading: Reading, take: TakeBytes): Promise<void> {
  const file = await open(path, "r");
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw unreadable(path, reading, "it is a folder");
    if (stats.size > reading.most) throw tooLarge(path, reading);
    const size = stats.isFile() ? stats.size : undefined;
    await eachPart(file.createReadStream({ autoClose: false, highWaterMark: PART_BYTES }), path, reading, (bytes) => take(bytes, size));
  } finally {
    await file.close();
  }
}

async function standardInputParts(reading: Reading, whenTerminal: Failure, take: TakeBytes): Promise<void> {
  if (process.stdin.isTTY) throw new DiagnosticError(whenTerminal);
  await eachPart(process.stdin, "standard input", reading, (bytes) => take(bytes, undefined));
}

/** @throws DiagnosticError (file) where it is missing, a folder, unreadable or too large. */
export async function readFile(path: string, reading: Reading): Promise<Uint8Array> {
  try {
    return await readOpened(path, reading);
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    throw unreadable(path, reading, systemErrorText(error), systemErrorCode(error) === "ENOENT" ? reading.whenMissing : undefined);
  }
}

async function readOpened(path: string, reading: Reading): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw unreadable(path, reading, "it is a folder");
    if (stats.size > reading.most) throw tooLarge(path, reading);
    if (!stats.isFile()) return await collect(file.createReadStream({ end: reading.most, autoClose: false }), path, reading);
    const bytes = await file.readFile();
    // It may have become longer meanwhile.
    if (bytes.length > reading.most) throw tooLarge(path, reading);
    return bytes;
  } finally {
    await file.close();
  }
}

async function readStandardInput(reading: Reading, whenTerminal: Failure): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw new DiagnosticError(whenTerminal);
  try {
    return await collect(process.stdin, "standard input", reading);
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    throw unreadable("standard input", reading, systemErrorText(error));
  }
}

async function collect(stream: AsyncIterable<unknown>, path: string, reading: Reading): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await eachPart(stream, path, reading, (bytes) => chunks.push(bytes));
  return Buffer.concat(chunks);
}

/** A pipe or a device does not say how much it holds. */
async function eachPart(stream: AsyncIterable<unknown>, path: string, reading: Reading, take: (bytes: Uint8Array) => void): Promise<void> {
  let size = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a stream of bytes has an encoding");
    size += chunk.length;
    if (size > reading.most) throw tooLarge(path, reading);
    take(chunk);
  }
}

function tooLarge(path: string, reading: Reading): DiagnosticError {
  return unreadable(path, reading, `it is larger than ${reading.most < 2 ** 30 ? `${reading.most / 2 ** 20} MiB` : `${reading.most / 2 ** 30} GiB`}`, reading.whenLarger);
}

function unreadable(path: string, { holds }: Reading, note: string, hint?: string): DiagnosticError {
  const id = holds === "samples" ? "data-unreadable" : "file-unreadable";
  return new DiagnosticError({ id, message: `cannot read ${path}`, note, hint });
}
