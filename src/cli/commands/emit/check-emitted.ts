// Tells whether files are what nnc emits of a model: on stdout a line, or a diff and a failure. Writes no files.

import type { Package } from "../../../codegen/package.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { printable } from "../../../diagnostics/render-diagnostic.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { toJson } from "../../json/to-json.ts";
import type { Drift } from "./drift.ts";
import { driftJson } from "./emit-json.ts";

/**
 * Says how files and what would be emitted differ.
 *
 * @param path as the user names it.
 * @param files how many there would be.
 * @throws DiagnosticError (check) where they differ.
 */
export async function sayDrift(path: string, files: Package, drift: readonly Drift[], json: boolean, terminal: Terminal): Promise<number> {
  await terminal.print(json ? asJson(path, drift) : asText(path, files.size, drift));
  if (drift.length === 0) return 0;
  throw new DiagnosticError({
    id: "emitted-files-differ",
    message: `${path} is not what nnc emits`,
    note: counted(drift),
    hint: `write it anew with -o ${path} in the place of --check ${path}`,
  });
}

function asText(path: string, count: number, drift: readonly Drift[]): string {
  if (drift.length === 0) return `${printable(path)} is what nnc emits${count === 1 ? "" : `: ${showCount(count)} files`}\n`;
  const models = drift.flatMap(({ models: of }) => {
    return of === undefined ? [] : [`the model is another one: sha256 ${of.now.slice(0, 16)}... in the place of ${of.recorded.slice(0, 16)}...`];
  });
  const lines = drift.flatMap(({ path: file, state, diff }) => (diff.length === 0 ? [`${file} ${STATES[state]}`] : diff));
  return [...new Set(models), ...lines].map((line) => `${printable(line)}\n`).join("");
}

const STATES: Readonly<Record<Drift["state"], string>> = {
  differs: "differs",
  missing: "is missing",
  surplus: "is no part of it any more",
};

function counted(drift: readonly Drift[]): string {
  const count = (state: Drift["state"]): number => drift.filter((one) => one.state === state).length;
  const [differing, missing, surplus] = [count("differs"), count("missing"), count("surplus")];
  const parts = [
    ...(differing > 0 ? [differing === 1 ? "one file differs" : `${differing} files differ`] : []),
    ...(missing > 0 ? [missing === 1 ? "one file is missing" : `${missing} files are missing`] : []),
    ...(surplus > 0 ? [surplus === 1 ? "one file is no part of it any more" : `${surplus} files are no part of it any more`] : []),
  ];
  return parts.join(", ");
}

function asJson(path: string, drift: readonly Drift[]): string {
  const files = drift.map(({ path: file, state, diff, models }) => ({ path: file, state, models: models ?? null, diff }));
  return toJson(driftJson, { path, same: drift.length === 0, files });
}
