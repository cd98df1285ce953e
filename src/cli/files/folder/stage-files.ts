// Makes a package's files ready in a folder of their own, flushed to the device, from where they are moved.

import { chmodSync, closeSync, constants, fstatSync, fsyncSync, mkdirSync, openSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Package } from "../../../codegen/package.ts";
import type { Text } from "../../../codegen/text.ts";
import { systemErrorCode } from "../system-errors.ts";
import { foldersOf } from "./listed-files.ts";

/**
 * Every folder and file is new; a file that takes the place of another has its permissions.
 *
 * @param staged is made.
 * @param folder where the files are to be.
 */
export function stageFiles(files: Package, staged: string, folder: string): void {
  const folders = [...foldersOf(files.keys())].sort();
  for (const within of folders) {
    mkdirSync(join(staged, within));
    takeMode(join(folder, within), join(staged, within));
  }
  for (const [path, text] of files) {
    writeNew(join(staged, path), text);
    takeMode(join(folder, path), join(staged, path));
  }
  for (const within of folders.toReversed()) flushFolder(join(staged, within));
}

function writeNew(path: string, text: Text): void {
  // "wx" never follows what another user may have put there.
  const descriptor = openSync(path, "wx", 0o666);
  try {
    const encoder = new TextEncoder();
    for (const piece of text) writeWhole(descriptor, typeof piece === "string" ? encoder.encode(piece) : piece);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeWhole(descriptor: number, piece: Uint8Array): void {
  for (let offset = 0; offset < piece.length;) offset += writeSync(descriptor, piece, offset);
}

function takeMode(from: string, to: string): void {
  const stats = statSync(from, { throwIfNoEntry: false });
  if (stats?.isDirectory() === statSync(to).isDirectory()) chmodSync(to, stats.mode & 0o7777);
}

/** So that names last as files do; systems that flush no folders keep them in their own way. */
export function flushFolder(path: string): void {
  try {
    const descriptor = openSync(path, constants.O_RDONLY);
    try {
      if (fstatSync(descriptor).isDirectory()) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!["EINVAL", "EISDIR", "EPERM", "EACCES", "ENOTSUP"].includes(systemErrorCode(error) ?? "")) throw error;
  }
}

/** The folder above. */
export function flushName(path: string): void {
  flushFolder(dirname(path));
}
