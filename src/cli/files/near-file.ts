// Finds what a path that leads nowhere was probably meant to be: a file with nearly its name, or one of its name in a folder below. Opens none.

import { existsSync, readdirSync, type Dirent } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { suggest } from "../../diagnostics/suggest.ts";

/** Of a folder with more files nothing is said: looking would take longer than the command. */
const MOST_ENTRIES = 5000;

/**
 * As the path of a user who is in the same folder; undefined where nothing is near.
 *
 * @param kind names that the file can have.
 */
export function nearFile(path: string, kind: RegExp): string | undefined {
  const [folder, name] = [dirname(path), basename(path)];
  const entries = entriesOf(folder);
  const files = entries.filter((entry) => !entry.isDirectory() && kind.test(entry.name)).map((entry) => entry.name);
  const near = suggest(stemOf(name), files.filter((file) => extname(file) === extname(name)).map(stemOf));
  const found = files.find((file) => stemOf(file) === stemOf(name)) ?? files.find((file) => extname(file) === extname(name) && stemOf(file) === near);
  if (found !== undefined) return join(folder, found);
  const below = entries.find((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules" && existsSync(join(folder, entry.name, name)));
  return below && join(folder, below.name, name);
}

/** The names of the models in a folder, in the order of the alphabet. */
export function modelsIn(folder: string): readonly string[] {
  return entriesOf(folder).map(({ name }) => name).filter((name) => name.endsWith(".onnx")).sort();
}

/** Without its extension, which would make names alike. */
function stemOf(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.length > MOST_ENTRIES ? [] : entries;
  } catch {
    // That there is no such folder, or that it may not be read, is told of the file.
    return [];
  }
}
