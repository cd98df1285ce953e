// A benchmark of several sections, any one of which can be asked for: the command line they share, and a folder for their files.
// Measures nothing.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArguments, type Build } from "./builds.ts";

/** Measures in a folder it may write to, which may not exist yet; the Markdown that says what came out. */
export type Section = (folder: string, before: Build | undefined) => string | Promise<string>;

/** Prints the heading and the sections chosen by the command line `[--before CHECKOUT] [--only NAME]`. */
export async function printSections(file: string, heading: string, sections: Readonly<Record<string, Section>>): Promise<void> {
  const { before, rest } = readArguments(process.argv.slice(2));
  const [option, only] = rest;
  const chosen = Object.entries(sections).filter(([name]) => only === undefined || name === only);
  if ((option !== undefined && option !== "--only") || chosen.length === 0) {
    console.error(`usage: node scripts/bench.mjs bench/${file} [--before CHECKOUT] [--only ${Object.keys(sections).join("|")}]`);
    process.exitCode = 2;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));
  try {
    console.log(heading);
    for (const [name, measure] of chosen) console.log(`\n${await measure(join(folder, name), before)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
