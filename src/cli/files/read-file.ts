// Reads users' files and standard input as a whole, up to a size. Knows nothing of what is in them.

import { open } from "node:fs/promises";
import type { Failure } from "../../diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { systemErrorCode, systemErrorText } from "./system-errors.ts";

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

/** A pipe or a device does not say how much it holds. */
async function collect(stream: AsyncIterable<unknown>, path: string, reading: Reading): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a stream of bytes has an encoding");
    chunks.push(chunk);
    size += chunk.length;
    if (size > reading.most) throw tooLarge(path, reading);
  }
  return Buffer.concat(chunks);
}

function tooLarge(path: string, reading: Reading): DiagnosticError {
  return unreadable(path, reading, `it is larger than ${reading.most / 2 ** 20} MiB`, reading.whenLarger);
}

function unreadable(path: string, { holds }: Reading, note: string, hint?: string): DiagnosticError {
  const id = holds === "samples" ? "data-unreadable" : "file-unreadable";
  return new DiagnosticError({ id, message: `cannot read ${path}`, note, hint });
}
