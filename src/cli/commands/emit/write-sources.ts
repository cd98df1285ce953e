// Writes a source that nnc emit makes to a file, its header beside it. Loaded only where it is asked for: most sources go to standard output.

import { dirname, extname, join } from "node:path";
import type { Package } from "../../../codegen/package.ts";
import { checkOutput } from "../../files/destination.ts";
import { writeTextOutput } from "../../files/write-file.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { declarationsBeside, namedFile } from "./named-file.ts";

/** @throws DiagnosticError (file) where the file may not be written. */
export function checkSources(path: string, force: boolean): void {
  checkOutput(path, "source", force);
}

/** Sources by the paths of their files, of which one is given; a header has its own name in the same folder, declarations have the source's. */
export function placedSources(sources: Package, path: string): Package {
  return new Map([...sources].map(([name, text]) => [sources.size === 1 ? path : pathOf(name, path), text]));
}

/**
 * Says what was written; nothing is where one of several files may not be.
 *
 * @param files by their paths.
 * @throws DiagnosticError (file) where they cannot be written.
 */
export function writeSources(files: Package, force: boolean, terminal: Terminal): void {
  for (const file of files.keys()) checkOutput(file, "source", force);
  for (const [file, text] of files) {
    writeTextOutput(file, text, "source", force);
    terminal.say(`wrote ${file}`);
  }
}

function pathOf(name: string, source: string): string {
  const named = namedFile(name);
  if (named?.isDeclarations === true) return declarationsBeside(source, name);
  return extname(name) === extname(source) || (named !== undefined && named.language === namedFile(source)?.language) ? source : join(dirname(source), name);
}
