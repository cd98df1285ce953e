// Where a package's folder is, and where the next one is made ready: a folder beside it, or within it where nothing can be moved from beside.
// Writes no files.

import { accessSync, constants, lstatSync, realpathSync, statSync, type Stats } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { checkFolder } from "../destination.ts";
import { fileError } from "../file-error.ts";
import { systemErrorText } from "../system-errors.ts";

export interface WorkPlace {
  /** As the user writes it. */
  readonly path: string;
  /** After symbolic links. */
  readonly folder: string;
  /** Of nnc's own, with a name that tells whose it is. */
  readonly work: string;
  /** Whether the folder may be moved as a whole: nobody stands in it, and what is beside it is on the same device. */
  readonly isMovable: boolean;
}

/** What lies in a folder is nnc's own under this name. */
export const WORK_WITHIN = ".nnc-new";

/** @throws DiagnosticError (file) where the folder above is missing or nothing may be written there, or the path leads to something else. */
export function workPlace(path: string): WorkPlace {
  const folder = realFolder(path);
  const existing = statSync(folder, { throwIfNoEntry: false });
  const parent = dirname(folder);
  const isBeside = parent !== folder && isWritable(parent) && (existing === undefined || isOnDevice(existing, parent));
  if (!isBeside && existing === undefined) checkFolder(path, parent);
  const work = isBeside ? join(parent, `.nnc-${basename(folder)}.new`) : join(folder, WORK_WITHIN);
  return { path, folder, work, isMovable: isBeside && !standsIn(folder) && (existing === undefined || existing.uid === process.getuid?.()) };
}

function realFolder(path: string): string {
  try {
    const stats = lstatSync(path.replace(/(?<=.)\/+$/, ""), { throwIfNoEntry: false });
    if (stats === undefined) {
      checkFolder(path, dirname(path));
      return join(realpathSync(dirname(path)), basename(path));
    }
    const folder = realpathSync(path);
    if (statSync(folder).isDirectory()) return resolve(folder);
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    throw fileError("cannot write", path, systemErrorText(error), "choose another name");
  }
  throw fileError("cannot write", path, "it is not a folder", "choose another name");
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isOnDevice({ dev }: Stats, folder: string): boolean {
  return statSync(folder).dev === dev;
}

/** Whoever stands in a folder that is moved is left in one that is no more. */
function standsIn(folder: string): boolean {
  const here = process.cwd();
  return here === folder || here.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
