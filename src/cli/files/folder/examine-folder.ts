// Compares a folder with the package that is to be in it: what would be written and removed, and what is in the way. Writes no files.

import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { foundAt, type Found } from "./file-digest.ts";
import { foldersOf, type Listed } from "./listed-files.ts";
import { WORK_WITHIN } from "./work-place.ts";

/** What a file is replaced by: digests, the empty one of a file that is not there. */
export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What is in the way of a package. */
export interface Obstacle {
  readonly path: string;
  /** `changed` since nnc wrote it, of `others`, or something that no file takes the place of. */
  readonly kind: "changed" | "others" | "folder" | "link";
}

export interface Examined {
  /** Files that are not there, or others than those of the package; those of obstacles too, but for folders and links. */
  readonly changes: readonly Change[];
  /** Files that nnc wrote, that are as it wrote them, and that the package has no more. */
  readonly removals: readonly Change[];
  readonly obstacles: readonly Obstacle[];
  /** What is there besides, and stays: not in the folders that nnc has no files in. */
  readonly others: readonly string[];
}

/** @param listed what nnc wrote there before. @param next digests of the package's files by their paths. */
export function examineFolder(folder: string, listed: Listed, next: ReadonlyMap<string, string>): Examined {
  const changes: Change[] = [];
  const obstacles: Obstacle[] = [];
  for (const [path, after] of next) {
    const obstacle = obstacleAbove(folder, path);
    const found = obstacle === undefined ? foundAt(join(folder, path)) : ({ kind: "nothing" } as const);
    const kind = obstacle?.kind ?? obstacleAt(found, after, listed?.get(path));
    if (kind !== undefined) obstacles.push({ path: obstacle?.path ?? path, kind });
    if (kind === "folder" || kind === "link") continue;
    const before = found.kind === "file" ? found.digest : "";
    if (before !== after) changes.push({ path, before, after });
  }
  const removals = [...(listed ?? [])].flatMap(([path, digest]): readonly Change[] => {
    if (next.has(path) || obstacleAbove(folder, path) !== undefined) return [];
    const found = foundAt(join(folder, path));
    return found.kind === "file" && found.digest === digest ? [{ path, before: digest, after: "" }] : [];
  });
  const known = new Set([...next.keys(), ...removals.map(({ path }) => path)]);
  return { changes, removals, obstacles: unrepeated(obstacles), others: othersIn(folder, known) };
}

/** Names that are none of nnc's files, nor folders of them; of folders no more than the name. */
function othersIn(folder: string, known: ReadonlySet<string>): readonly string[] {
  const folders = foldersOf(known);
  return [...folders].sort().flatMap((within) => {
    if (!isFolderIn(folder, within)) return [];
    const entries = readdirSync(join(folder, within), { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
    return entries.flatMap((entry) => {
      const path = within === "" ? entry.name : `${within}/${entry.name}`;
      const isKnown = entry.isDirectory() ? folders.has(path) || path === WORK_WITHIN : known.has(path);
      return isKnown ? [] : [path];
    });
  });
}

function isFolderIn(folder: string, within: string): boolean {
  return obstacleAbove(folder, within) === undefined && lstatSync(join(folder, within), { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A file or a link in the place of one of the folders that a path leads through: through a link it would lead out of the package. */
export function obstacleAbove(folder: string, path: string): Obstacle | undefined {
  const above = [...foldersOf([path])].filter((part) => part !== "");
  for (const part of above) {
    const stats = lstatSync(join(folder, part), { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (!stats.isDirectory()) return { path: part, kind: "link" };
  }
  return undefined;
}

function obstacleAt(found: Found, after: string, listed: string | undefined): Obstacle["kind"] | undefined {
  switch (found.kind) {
    case "nothing":
      return undefined;
    case "folder":
      return "folder";
    case "other":
      return "link";
    case "file":
      if (found.digest === after || found.digest === listed) return undefined;
      return listed === undefined ? "others" : "changed";
  }
}

function unrepeated(obstacles: readonly Obstacle[]): readonly Obstacle[] {
  return obstacles.filter(({ path }, place) => obstacles.findIndex((other) => other.path === path) === place);
}
