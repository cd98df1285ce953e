// Says which files of a folder a package is not written over.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Obstacle } from "./examine-folder.ts";

/** Of files that are counted. */
const MOST_NAMED = 5;

const KINDS: Readonly<Record<Obstacle["kind"], string>> = {
  changed: "changed since nnc wrote it",
  others: "not written by nnc",
  folder: "a folder",
  link: "not a file in the package",
};

/** @throws DiagnosticError (file) where something is in the way; folders and links are even with `force`. */
export function refuseObstacles(path: string, obstacles: readonly Obstacle[], force: boolean): void {
  const fixed = obstacles.filter(({ kind }) => kind === "folder" || kind === "link");
  const refused = fixed.length > 0 ? fixed : force ? [] : obstacles;
  if (refused.length === 0) return;
  throw new DiagnosticError({
    id: "folder-of-others",
    message: `will not overwrite ${refused.length === 1 ? "a file" : `${refused.length} files`} in ${path}`,
    note: listed(refused.map(({ path: file, kind }) => `${file} (${KINDS[kind]})`)),
    hint: fixed.length > 0 ? "move them away, or choose another folder" : "choose another folder, or --force to overwrite them all the same",
  });
}

/** @throws DiagnosticError (file) where there are any. */
export function refuseOthers(path: string, others: readonly string[]): void {
  if (others.length === 0) return;
  throw new DiagnosticError({
    id: "folder-of-others",
    message: `will not write into ${path}`,
    note: `it is no package of nnc's and holds ${listed(others)}`,
    hint: "choose another folder, or --force to write the package beside what is there",
  });
}

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return rest > 0 ? `${names.slice(0, MOST_NAMED).join(", ")} and ${rest} more` : names.join(", ");
}
