// Sees to it that one nnc at a time writes into a folder. Who does is the last of the symbolic links in the work folder, which lead nowhere and
// say in one step what a file would say in two.

import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileError } from "../file-error.ts";
import { systemErrorCode } from "../system-errors.ts";
import { isAtWork, ownWord } from "./owner.ts";
import type { WorkPlace } from "./work-place.ts";

/** How long a writer that cannot be seen from here is believed to be at work, in milliseconds. */
const BELIEVED = 600_000;
/** How often a work folder may be gone before its link is made, which means that another nnc was quick. */
const TRIES = 8;

/**
 * Does what is to be done by one alone, and removes the work folder if all that is left in it is who did it.
 *
 * @throws DiagnosticError (file) where another one is at it.
 */
export function alone<Result>(place: WorkPlace, use: () => Result): Result {
  take(place);
  try {
    return use();
  } finally {
    leave(place.work);
  }
}

function take(place: WorkPlace): void {
  for (let tries = 0; tries < TRIES; tries++) if (isTaken(place)) return;
  throw inUse(place);
}

/** @returns false where the work folder has gone meanwhile. */
function isTaken(place: WorkPlace): boolean {
  const { work } = place;
  try {
    mkdirSync(work, { recursive: false });
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST") throw error;
    if (!isOwnFolder(work)) throw fileError("cannot write", place.path, `${work} is in the way`, "move it away");
  }
  try {
    const links = linksIn(work);
    if (links.some((link) => isHeld(join(work, link)))) throw inUse(place);
    const own = `owner-${1 + Math.max(0, ...links.map(numberOf))}`;
    symlinkSync(ownWord(), join(work, own));
    // Between the look and the link another may have begun anew.
    if (!linksIn(work).some((link) => link !== own && isHeld(join(work, link)))) return true;
    rmSync(join(work, own));
    throw inUse(place);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "EEXIST") throw inUse(place);
    if (code === "ENOENT") return false;
    throw error;
  }
}

function isOwnFolder(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats === undefined || (stats.isDirectory() && stats.uid === (process.getuid?.() ?? stats.uid));
}

function linksIn(work: string): readonly string[] {
  return readdirSync(work).filter((name) => /^owner-\d{1,9}$/.test(name));
}

function numberOf(link: string): number {
  return Number(link.slice("owner-".length));
}

function isHeld(link: string): boolean {
  return isAtWork(readlinkSync(link), lstatSync(link).mtimeMs, BELIEVED);
}

function leave(work: string): void {
  try {
    const all = readdirSync(work);
    const links = linksIn(work);
    // What is left of a write that failed on its way is for the next one to complete; of its writer nothing is known then.
    for (const link of links) rmSync(join(work, link), { force: true });
    if (all.length === links.length) rmdirSync(work);
  } catch {
    // Another nnc has begun, or will clear away.
  }
}

function inUse({ path, work }: WorkPlace): Error {
  return fileError("cannot write now", path, "another nnc is writing into it", `run it again in a moment; if no nnc is at work, remove ${work}`);
}
