// The error of options that exclude each other.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";

export function excludeEachOther(one: `--${string}`, other: `--${string}`): DiagnosticError {
  return new DiagnosticError({ id: "options-exclusive", message: `${one} and ${other} exclude each other`, hint: "give one of them" });
}
