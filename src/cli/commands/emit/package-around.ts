// Finds the package that a new source joins: the one that the folder's other files are part of. Writes no files.

import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { PackageNaming } from "../../../codegen/packaging/package-style.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { prose, setting } from "../../../diagnostics/prose.ts";
import { systemErrorCode } from "../../files/system-errors.ts";

/** A file that says nothing of its package in so many bytes says nothing. */
const MOST_BYTES = 65_536;

/**
 * Undefined where the source is a package of its own: no file beside it is part of one, and it does not replace one that is of another name than its own.
 *
 * @param path of the source.
 * @param ownName what a package of it alone is called.
 * @throws DiagnosticError (usage) where the files beside it are of several packages.
 */
export function packageAround(path: string, naming: PackageNaming, ownName: string): string | undefined {
  const found = namesOf(dirname(path), extname(path)).flatMap((name) => {
    const clause = naming.clauseOf(name, beginningOf(join(dirname(path), name)));
    return clause === undefined ? [] : [{ name, clause }];
  });
  const others = found.filter(({ name }) => name !== basename(path));
  const [first] = others;
  const different = others.find(({ clause }) => clause !== first.clause);
  if (different !== undefined) throw disagreement(dirname(path), [first, different]);
  if (others.length > 0) return first.clause;
  return found.map(({ clause }) => clause).find((clause) => clause !== ownName);
}

/** None where there is no such folder: who writes the source says so. */
function namesOf(folder: string, extension: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && extname(entry.name) === extension).map(({ name }) => name).toSorted();
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return [];
  }
}

/** Nothing of a file that cannot be read, which Go could not build with. */
function beginningOf(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = new Uint8Array(MOST_BYTES);
      return new TextDecoder().decode(bytes.subarray(0, readSync(file, bytes, 0, MOST_BYTES, 0)));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return "";
  }
}

function disagreement(folder: string, [one, other]: readonly { readonly name: string; readonly clause: string }[]): DiagnosticError {
  return new DiagnosticError({
    id: "packages-disagree",
    message: `the files of ${folder} are of several packages`,
    place: setting("package"),
    note: `${one.name} is of package ${one.clause}, ${other.name} of package ${other.clause}`,
    hint: prose`say which one this is part of: ${setting("package", one.clause)}`,
  });
}
