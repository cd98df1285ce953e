// Lends the tests a copy of examples/ beside the built program, so that nothing is built in the project's own folder.

import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

export interface CopyOfExamples {
  /** The copied examples/. */
  readonly folder: string;
  readonly remove: () => void;
}

/** A fresh copy with what lies beside it in a checkout: dist and node_modules. Emitted files are left out. */
export function copyOfExamples(): CopyOfExamples {
  const root = mkdtempSync(join(tmpdir(), "nnc-examples-"));
  const folder = join(root, "examples");
  cpSync(join(projectRoot, "examples"), folder, { recursive: true, filter: (path) => !isProduct(path) });
  for (const name of ["dist", "node_modules"]) symlinkSync(join(projectRoot, name), join(root, name));
  return { folder, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** What the examples' own builds leave behind (their .gitignore files): a stale one must not pass for a fresh one. */
function isProduct(path: string): boolean {
  return /[\\/](pseudo_exp\.(c|go|ts)|build|node_modules|table|expservice|\w+\.o)$/.test(path);
}
