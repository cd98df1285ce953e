// Writes a package into a folder as a whole: whenever it is stopped, the folder holds the package of before or the new one, or the next nnc that
// writes there sees to it. Never replaces or removes a file that nnc did not write, or that was changed since.

import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Package } from "../../codegen/package.ts";
import { MANIFEST_NAME, readManifest } from "../../codegen/packaging/manifest.ts";
import { wholeText } from "../../codegen/text.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { sha256Hex } from "#sha256";
import type { Terminal } from "../terminal/terminal.ts";
import { fileError } from "./file-error.ts";
import { examineFolder, type Examined } from "./folder/examine-folder.ts";
import { applyJournal, readJournal, removeJournal, writeJournal, type Journal } from "./folder/journal.ts";
import { listedIn } from "./folder/listed-files.ts";
import { refuseObstacles, refuseOthers } from "./folder/refuse-folder.ts";
import { flushName, stageFiles } from "./folder/stage-files.ts";
import { mendSwap, swapFolder } from "./folder/swap-folder.ts";
import { alone } from "./folder/work-lock.ts";
import { workPlace, type WorkPlace } from "./folder/work-place.ts";
import { systemErrorText } from "./system-errors.ts";

/**
 * Whether a package may be written into a folder: to ask before it is made.
 *
 * @throws DiagnosticError (file) where the folder above is missing or nothing may be written there.
 */
export function checkPackageFolder(path: string): void {
  workPlace(path);
}

/**
 * Says what was written and removed. Where all files are there already nothing is touched.
 *
 * @param files with the list of them all.
 * @throws DiagnosticError (file) where they cannot be written, another nnc is writing there, or files of others are in the way.
 */
export function writeFolder(files: Package, path: string, force: boolean, { say }: Pick<Terminal, "say">): void {
  const place = workPlace(path);
  const next = digestsOf(files);
  const { changes, removals } = inWords(path, () =>
    alone(place, () => {
      mend(place);
      const examined = examine(place, next, force);
      if (examined.changes.length + examined.removals.length > 0) write(files, place, examined, force);
      return examined;
    }));
  for (const change of changes) say(`wrote ${join(path, change.path)}`);
  for (const removal of removals) say(`removed ${join(path, removal.path)}`);
  if (changes.length + removals.length === 0) say(`${path} holds these very files already`);
}

/** Of the files that the list names, and of the list. */
function digestsOf(files: Package): ReadonlyMap<string, string> {
  const text = wholeText(files.get(MANIFEST_NAME) ?? []);
  const listed = readManifest(text);
  if (listed === undefined) throw new Error("a package without a list of its files");
  return new Map([...Object.entries(listed.files), [MANIFEST_NAME, sha256Hex(text)]]);
}

function examine({ path, folder }: WorkPlace, next: ReadonlyMap<string, string>, force: boolean): Examined {
  const listed = listedIn(folder);
  const examined = examineFolder(folder, listed, next);
  refuseObstacles(path, examined.obstacles, force);
  if (listed === undefined && !force) refuseOthers(path, examined.others);
  return examined;
}

function write(files: Package, place: WorkPlace, examined: Examined, force: boolean): void {
  const { folder, work, isMovable } = place;
  const staged = join(work, "new");
  try {
    stageFiles(files, staged, folder);
    // What nnc wrote, and nothing else: what came in between is seen when the folder has no name any more.
    const mayGo = (old: string): boolean => isWholly(examined, examineFolder(old, listedIn(old), digestsOf(files)), force);
    const isSwapped = isMovable && examined.others.length === 0 && hasSameGroup(staged, folder) && swapFolder(work, folder, mayGo);
    if (!isSwapped) putInto(place, examined);
  } finally {
    // Unless the journal says that it is needed.
    if (readJournal(work) === undefined) rmSync(staged, { recursive: true, force: true });
  }
}

/** Whether a folder is as it was when it was examined. */
function isWholly(before: Examined, now: Examined, force: boolean): boolean {
  if (now.others.length > 0 || (!force && now.obstacles.length > 0)) return false;
  return JSON.stringify([before.changes, before.removals]) === JSON.stringify([now.changes, now.removals]);
}

/** A folder that is moved has the group of whoever made it. */
function hasSameGroup(staged: string, folder: string): boolean {
  const existing = statSync(folder, { throwIfNoEntry: false });
  return existing === undefined || existing.gid === statSync(staged).gid;
}

function putInto(place: WorkPlace, examined: Examined): void {
  mkdirSync(place.folder, { recursive: true });
  writeJournal(place.work, examined);
  complete(place, examined);
}

function complete({ path, folder, work }: WorkPlace, journal: Journal): void {
  try {
    applyJournal(work, folder, journal);
    flushName(folder);
  } catch (error) {
    throw fileError("cannot write", path, systemErrorText(error), "the next nnc emit into it completes what was begun");
  }
  removeJournal(work);
}

/** Completes or removes what a write that was stopped has left. */
function mend(place: WorkPlace): void {
  const { path, folder, work } = place;
  const journal = readJournal(work);
  if (journal !== undefined) complete(place, journal);
  for (const name of readdirSync(work)) if (name !== "old" && !name.startsWith("owner-")) rmSync(join(work, name), { recursive: true, force: true });
  const ownOnly = (old: string): boolean => {
    const listed = listedIn(old) ?? new Map<string, string>();
    const { changes, others } = examineFolder(old, listed, listed);
    return changes.length + others.length === 0;
  };
  if (!mendSwap(work, folder, ownOnly)) {
    throw fileError("cannot write", path, `${join(work, "old")} holds what was there before, and files that nnc did not write`, "move it away");
  }
}

function inWords<Result>(path: string, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    throw fileError("cannot write", path, systemErrorText(error));
  }
}
