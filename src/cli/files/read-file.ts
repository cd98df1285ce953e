// Reads users' files and standard input as a whole, up to a size. Knows nothing of what is in them.

import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { fileError } from "./file-error.ts";
import { systemErrorCode, systemErrorText } from "./system-errors.ts";

export interface Reading {
  /** Bytes: of no more, of pipes and devices included, is anything kept. */
  readonly most: number;
  /** What is expected, as a sentence begins: `a model is expected`. */
  readonly what: string;
  /** The option that names the file, where there is one. */
  readonly place?: string | undefined;
  /** What to do where there is no such file. */
  readonly whenMissing?: string | undefined;
  /** What to do where it is larger. */
  readonly whenLarger?: string | undefined;
  /** What to do where standard input is a terminal. */
  readonly whenTerminal: string;
}

/**
 * The whole file, or standard input for `-`.
 *
 * @throws DiagnosticError: file where it is missing, a folder, unreadable or too large; usage where it is a terminal.
 */
export async function readInput(path: string, reading: Reading): Promise<Uint8Array> {
  try {
    return await (path === "-" ? readStandardInput(reading) : readFile(path, reading));
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    const hint = path !== "-" && systemErrorCode(error) === "ENOENT" ? reading.whenMissing : undefined;
    throw fileError("cannot read", path === "-" ? "standard input" : path, systemErrorText(error), hint);
  }
}

async function readFile(path: string, reading: Reading): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw fileError("cannot read", path, "it is a folder");
    if (stats.size > reading.most) throw tooLarge(path, reading);
    return stats.isFile() ? await readGrowing(file, path, reading) : await collect(file.createReadStream({ end: reading.most, autoClose: false }), path, reading);
  } finally {
    await file.close();
  }
}

/** A file that may have become longer since its size was asked for. */
async function readGrowing(file: FileHandle, path: string, reading: Reading): Promise<Uint8Array> {
  const bytes = await file.readFile();
  if (bytes.length > reading.most) throw tooLarge(path, reading);
  return bytes;
}

async function readStandardInput(reading: Reading): Promise<Uint8Array> {
  if (!process.stdin.isTTY) return await collect(process.stdin, "standard input", reading);
  const { what, place, whenTerminal: hint } = reading;
  throw new DiagnosticError({
    category: "usage",
    message: `${what} on standard input, which is a terminal`,
    ...(place === undefined ? {} : { place }),
    hint,
  });
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

function tooLarge(path: string, { most, whenLarger }: Reading): DiagnosticError {
  return fileError("cannot read", path, `it is larger than ${most / 2 ** 20} MiB`, whenLarger);
}
