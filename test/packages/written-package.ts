// Writes a package into a folder for the tools of its language, and runs them there.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Package } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";

export function writePackage(files: Package, folder: string): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), wholeText(text));
  }
}

/** Runs a command in a folder. @returns what it prints. @throws Error with all that it said, where it fails. */
export function runIn(folder: string, [program, ...words]: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  return execFileSync(program, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
}
