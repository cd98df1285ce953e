// The error of options that exclude each other.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";

/** @param note why, where that is not plain. */
export function excludeEachOther(one: `--${string}`, other: `--${string}`, note?: string): DiagnosticError {
  return new DiagnosticError({ id: "options-exclusive", message: `${one} and ${other} exclude each other`, note, hint: "give one of them" });
}
