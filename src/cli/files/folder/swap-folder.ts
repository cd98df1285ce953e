// Puts a folder in the place of another: two renames, between which neither is there and both are whole.

import { lstatSync, renameSync, rmSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { flushFolder, flushName } from "./stage-files.ts";

/**
 * Removes the folder of before, unless it turns out to hold more than it may: then it is put back.
 *
 * @param mayGo of the folder of before, now that nobody finds it by its name any more.
 * @returns whether the new one is in its place.
 */
export function swapFolder(work: string, folder: string, mayGo: (old: string) => boolean): boolean {
  const old = join(work, "old");
  const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
  if (isThere) renameSync(folder, old);
  if (isThere && !mayGo(old)) {
    renameSync(old, folder);
    return false;
  }
  try {
    renameSync(join(work, "new"), folder);
  } catch (error) {
    if (isThere) renameSync(old, folder);
    throw error;
  }
  flushName(folder);
  flushFolder(work);
  if (isThere) discard(old, work);
  return true;
}

/** Under a name that says that nobody misses it, should it be stopped halfway. */
function discard(old: string, work: string): void {
  const discarded = join(work, "discarded");
  renameSync(old, discarded);
  rmSync(discarded, { recursive: true });
}

/**
 * What a swap that was interrupted left: the folder of before goes back to its place, or goes where there is a new one.
 *
 * @param mayGo as above.
 * @returns whether nothing is left of it.
 */
export function mendSwap(work: string, folder: string, mayGo: (old: string) => boolean): boolean {
  const old = join(work, "old");
  if (lstatSync(old, { throwIfNoEntry: false }) === undefined) return true;
  if (isEmptyOrMissing(folder)) {
    renameSync(old, folder);
    flushName(folder);
    return true;
  }
  if (!mayGo(old)) return false;
  discard(old, work);
  return true;
}

function isEmptyOrMissing(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return lstatSync(folder, { throwIfNoEntry: false }) === undefined;
  }
}
