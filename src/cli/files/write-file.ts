// Writes users' files. Never leaves half a file, never replaces one that nnc did not write.

import { closeSync, fchmodSync, fstatSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Text } from "../../codegen/text.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { destination } from "./destination.ts";
import { fileError } from "./file-error.ts";
import type { FileKind } from "./own-files.ts";
import { systemErrorText } from "./system-errors.ts";
import { removeAbandoned, temporaryBeside } from "./temporary-files.ts";

/**
 * Writes a file as a whole or not at all: to a temporary file in the same folder, flushed to the device, then renamed. What killed processes
 * left of theirs in the folder goes. Devices and pipes are written to as they are.
 *
 * @throws DiagnosticError of category file.
 */
export function writeOutput(path: string, contents: Uint8Array, kind: FileKind, force: boolean): void {
  writeAll(path, [contents], kind, force);
}

/** The same of a text in pieces, each of which is written before the next one is asked for. */
export function writeTextOutput(path: string, text: Text, kind: FileKind, force: boolean): void {
  writeAll(path, encoded(text), kind, force);
}

function* encoded(text: Text): Generator<Uint8Array, undefined> {
  const encoder = new TextEncoder();
  for (const piece of text) yield typeof piece === "string" ? encoder.encode(piece) : piece;
}

function writeAll(path: string, contents: Iterable<Uint8Array>, kind: FileKind, force: boolean): void {
  const { target, existing } = destination(path, kind, force);
  const isFile = existing?.isFile() ?? true;
  const temporary = isFile ? temporaryBeside(target) : undefined;
  if (isFile) removeAbandoned(dirname(target));
  try {
    if (temporary === undefined) writeThrough(openSync(target, "w"), contents, undefined);
    // "wx" never follows what another user may have put there.
    else writeThrough(openSync(temporary, "wx", 0o666), contents, existing?.mode);
    if (temporary !== undefined) renameSync(temporary, target);
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    throw fileError("cannot write", path, systemErrorText(error));
  }
}

/**
 * Whether `bytes` can be written beside `path`: to ask before hours are spent on what is to be written there.
 *
 * @throws DiagnosticError of category file where they cannot.
 */
export function checkSpace(path: string, bytes: number): void {
  const temporary = temporaryBeside(path);
  try {
    writeThrough(openSync(temporary, "wx", 0o600), [new Uint8Array(bytes)], undefined);
  } catch (error) {
    throw fileError("cannot write", path, systemErrorText(error), "make room, or choose another folder");
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Removes a file of nnc's, if there is one. Failing to is no error: the file does no harm. */
export function removeOwn(path: string, kind: FileKind): void {
  try {
    const { target, existing } = destination(path, kind, false);
    if (existing?.isFile() === true) rmSync(target, { force: true });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
  }
}

function writeThrough(descriptor: number, contents: Iterable<Uint8Array>, mode: number | undefined): void {
  try {
    if (mode !== undefined) fchmodSync(descriptor, mode);
    for (const piece of contents) {
      for (let offset = 0; offset < piece.length;) offset += writeSync(descriptor, piece, offset);
    }
    if (fstatSync(descriptor).isFile()) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
