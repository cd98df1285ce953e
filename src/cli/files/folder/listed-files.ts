// Reads the list that a package keeps of its files. A list that names anything outside of the folder is none.

import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST_NAME, readManifest } from "../../../codegen/packaging/manifest.ts";
import { sha256Hex } from "#sha256";

const MOST_BYTES = 2 ** 22;

/** Digests by paths, the list's own among them; undefined where a folder has no such list. */
export type Listed = ReadonlyMap<string, string> | undefined;

export function listedIn(folder: string): Listed {
  const text = manifestText(folder);
  const manifest = text === undefined ? undefined : readManifest(text);
  if (text === undefined || manifest === undefined) return undefined;
  const files = Object.entries(manifest.files);
  return files.every(([path]) => staysWithin(path)) ? new Map([...files, [MANIFEST_NAME, sha256Hex(text)]]) : undefined;
}

/** The text of a folder's list; undefined where there is no file of its name, or one that can be no list. */
export function manifestText(folder: string): string | undefined {
  try {
    const descriptor = openSync(join(folder, MANIFEST_NAME), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(descriptor);
      return stats.isFile() && stats.size <= MOST_BYTES ? readFileSync(descriptor, "utf8") : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** Whether a path leads to somewhere below the folder, as long as no link is on the way. */
export function staysWithin(path: string): boolean {
  return !/[\\\0]/.test(path) && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** The folders above these paths, with "" for the one they are all in. */
export function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set([""]);
  for (const path of paths) {
    const parts = path.split("/").slice(0, -1);
    parts.forEach((_, place) => folders.add(parts.slice(0, place + 1).join("/")));
  }
  return folders;
}
