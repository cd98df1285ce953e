// Writes a package into a folder. Never replaces a file that nnc did not write, or that was changed since.

import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Package } from "../../codegen/package.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { makeFolder } from "./destination.ts";
import { writeTextOutput } from "./write-file.ts";

/** @throws DiagnosticError (file) where they cannot be written. */
export function writeFolder(files: Package, path: string, force: boolean, terminal: Terminal): void {
  makeFolder(path);
  for (const [name, text] of files) {
    const file = join(path, name);
    if (statSync(dirname(file), { throwIfNoEntry: false }) === undefined) mkdirSync(dirname(file), { recursive: true });
    writeTextOutput(file, text, "source", force);
    terminal.say(`wrote ${file}`);
  }
}
