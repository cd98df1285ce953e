// Where a file of nnc's is to be written, and whether it may be: folders that exist, files that nnc wrote. Writes no files.

import type { Stats } from "node:fs";
import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { shellWords } from "../../shell/shell-words.ts";
import { fileError } from "./file-error.ts";
import { refuseOtherKind } from "./other-kind.ts";
import type { FileKind } from "./own-files.ts";
import { BEGINNING_BYTES, EXAMPLE_NAMES, KIND_NAMES, OWN } from "./own-files.ts";
import { systemErrorCode, systemErrorText } from "./system-errors.ts";

/**
 * Whether `path` may be written: to ask before hours are spent on what goes into it.
 *
 * @throws DiagnosticError: file where it may not, usage where it is the name of a file of another kind.
 */
export function checkOutput(path: string, kind: FileKind, force: boolean): void {
  destination(path, kind, force);
  refuseOtherKind(path, kind);
}

/** Whether a path names a folder: it is one, or ends as only the name of a folder does. */
export function namesFolder(path: string): boolean {
  if (path.endsWith("/") || path.endsWith(sep)) return true;
  try {
    return statSync(path).isDirectory();
  } catch {
    // Why it cannot be told is said of the file that is then to be written or read.
    return false;
  }
}

/** Where a path leads after symbolic links, and what is there now. */
export function destination(
  path: string,
  kind: FileKind,
  force: boolean,
): { readonly target: string; readonly existing: Stats | undefined } {
  let target: string;
  let existing: Stats;
  try {
    target = realpathSync(path);
    existing = statSync(target);
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw fileError("cannot write", path, systemErrorText(error));
    checkFolder(path, dirname(path));
    return { target: path, existing: undefined };
  }
  if (existing.isDirectory()) {
    throw fileError(
      "cannot write",
      path,
      "it is a folder",
      `name a file in it: ${join(path, EXAMPLE_NAMES[kind])}`,
    );
  }
  if (existing.isFile()) checkFolder(path, dirname(target));
  if (existing.isFile() && existing.size > 0 && !force && !OWN[kind](readBeginning(path, target, kind))) {
    throw fileError(
      "will not overwrite",
      path,
      `it is not ${KIND_NAMES[kind]}`,
      otherName(kind),
    );
  }
  return { target, existing };
}

/**
 * The temporary file is made in the folder, so it is the folder that must be writable.
 *
 * @param path of what is to be written there, for what is said.
 * @throws DiagnosticError of category file where it is not.
 */
export function checkFolder(path: string, folder: string): void {
  const stats = statsOfFolder(path, folder);
  if (stats === undefined)
    throw fileError(
      "cannot write",
      path,
      `there is no folder ${folder}`,
      `make it first: ${shellWords(["mkdir", "-p", folder])}`,
    );
  if (!stats.isDirectory())
    throw fileError("cannot write", path, `${folder} is not a folder`, `choose another name for ${basename(path)}`);
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw fileError(
      "cannot write",
      path,
      `${systemErrorText(error)} in the folder ${folder}`,
      "choose a folder you may write to",
    );
  }
}

/** Undefined where there is none. */
function statsOfFolder(path: string, folder: string): Stats | undefined {
  try {
    return statSync(folder);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw fileError("cannot write", path, systemErrorText(error), "choose another name");
  }
}

/** `check` has no --force: no check is lost by taking another name. */
function otherName(kind: FileKind): string {
  const isOfCheck = kind === "sweep" || kind === "baseline" || kind === "check report";
  return isOfCheck ? "choose another name" : "choose another name, or --force to overwrite it all the same";
}

function readBeginning(path: string, target: string, kind: FileKind): Uint8Array {
  try {
    const descriptor = openSync(target, "r");
    try {
      const beginning = new Uint8Array(BEGINNING_BYTES);
      return beginning.subarray(0, readSync(descriptor, beginning, 0, BEGINNING_BYTES, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw fileError(
      "cannot tell whether nnc wrote",
      path,
      systemErrorText(error),
      otherName(kind),
    );
  }
}
