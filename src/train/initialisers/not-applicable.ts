// The error of an initialiser that has no rule for what is to be trained.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Prose } from "../../diagnostics/prose.ts";
import { setting } from "../../diagnostics/prose.ts";

export function notApplicable(message: string, note: string, hint: Prose): DiagnosticError {
  return new DiagnosticError({ id: "initialiser-not-applicable", message, place: setting("initialiser"), note, hint });
}
