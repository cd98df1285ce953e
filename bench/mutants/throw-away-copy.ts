// A copy of the project to make mistakes in, in a folder that is removed at the end; packages are shared. The checkout is only read.

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

export interface ThrowAwayCopy {
  /** What it is a copy of, whose vitest runs its tests. */
  readonly checkout: string;
  readonly root: string;
  /** For the files that tests leave when they are ended. */
  readonly temporary: string;
  readonly remove: () => void;
}

const LEFT_BEHIND = ["node_modules", ".git", ".cache", "dist", "coverage"];

export function throwAwayCopy(checkout: string): ThrowAwayCopy {
  const folder = mkdtempSync(join(tmpdir(), "nnc-mutants-"));
  const root = join(folder, "tree");
  const temporary = join(folder, "temporary");
  mkdirSync(temporary);
  cpSync(checkout, root, { recursive: true, filter: (path) => !LEFT_BEHIND.includes(basename(path)) });
  symlinkSync(join(checkout, "node_modules"), join(root, "node_modules"));
  return { checkout, root, temporary, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
