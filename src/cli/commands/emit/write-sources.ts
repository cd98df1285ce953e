// Writes what nnc emit makes to a file or into a folder. Loaded only where it is asked for: most sources go to standard output.

import { join } from "node:path";
import type { Package } from "../../../codegen/package.ts";
import { checkOutput, makeFolder, namesFolder } from "../../files/destination.ts";
import { writeTextOutput } from "../../files/write-file.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** Where sources are written: into a file, or a folder of the files that the language takes. */
export interface SourcesPlace {
  readonly path: string;
  readonly isFolder: boolean;
  readonly force: boolean;
}

/** @throws DiagnosticError (file) where the file may not be written. */
export function placeOf(path: string, force: boolean): SourcesPlace {
  const isFolder = namesFolder(path);
  if (!isFolder) checkOutput(path, "source", force);
  return { path, isFolder, force };
}

/**
 * Says what was written; nothing is where one of several files may not be.
 *
 * @throws DiagnosticError (file) where they cannot be written.
 */
export function writeSources(sources: Package, { path, isFolder, force }: SourcesPlace, terminal: Terminal): void {
  if (isFolder) makeFolder(path);
  const files = [...sources].map(([name, text]) => [isFolder ? join(path, name) : path, text] as const);
  for (const [file] of files) checkOutput(file, "source", force);
  for (const [file, text] of files) {
    writeTextOutput(file, text, "source", force);
    terminal.say(`wrote ${file}`);
  }
}
