// Puts files into a folder that holds others as well, one after the other, by a list that outlives the process: whoever comes next goes on with it.

import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod/mini";
import { systemErrorCode } from "../system-errors.ts";
import { obstacleAbove, type Change, type Examined } from "./examine-folder.ts";
import { foundAt } from "./file-digest.ts";
import { foldersOf, staysWithin } from "./listed-files.ts";
import { flushFolder } from "./stage-files.ts";

export type Journal = Pick<Examined, "changes" | "removals">;

const NAME = "journal.json";
const PATH = z.string().check(z.refine(staysWithin));
const CHANGES = z.array(z.object({ path: PATH, before: z.string(), after: z.string() }));
const SCHEMA = z.object({ changes: CHANGES, removals: CHANGES });

/** From here on the new package is what is meant: what the files are is in the folder `new` of the work folder. */
export function writeJournal(work: string, { changes, removals }: Journal): void {
  const begun = join(work, "journal.tmp");
  writeFileSync(begun, JSON.stringify({ changes, removals }), { flush: true });
  renameSync(begun, join(work, NAME));
  flushFolder(work);
}

/** Undefined where there is none. */
export function readJournal(work: string): Journal | undefined {
  try {
    const read = SCHEMA.safeParse(JSON.parse(readFileSync(join(work, NAME), "utf8")));
    return read.success ? read.data : undefined;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function removeJournal(work: string): void {
  rmSync(join(work, NAME), { force: true });
}

/** Does what is not done yet of it. A file that was changed since the journal was written stays as it is. */
export function applyJournal(work: string, folder: string, { changes, removals }: Journal): void {
  for (const change of changes) move(join(work, "new"), folder, change);
  for (const { path, before } of removals) if (digestAt(folder, path) === before) removeFile(folder, path);
  for (const within of foldersOf(changes.map(({ path }) => path))) flushFolder(join(folder, within));
}

function move(staged: string, folder: string, { path, before }: Change): void {
  const from = join(staged, path);
  const to = join(folder, path);
  if (foundAt(from).kind !== "file" || obstacleAbove(folder, path) !== undefined) return;
  mkdirSync(dirname(to), { recursive: true });
  if (digestAt(folder, path) === before) renameSync(from, to);
}

/** Empty where there is no file. */
function digestAt(folder: string, path: string): string {
  if (obstacleAbove(folder, path) !== undefined) return "link";
  const found = foundAt(join(folder, path));
  if (found.kind === "file") return found.digest;
  return found.kind === "nothing" ? "" : found.kind;
}

/** And the folders that it was alone in. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  const above = [...foldersOf([path])].filter((within) => within !== "").reverse();
  for (const within of above) {
    try {
      rmdirSync(join(folder, within));
    } catch {
      // Something else is in it.
      return;
    }
  }
}
