// What is said of a target that holds more than a formula may, or that has several meanings.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { setting, type Prose } from "../../diagnostics/prose.ts";

export function notAllowed(message: string, note?: string, hint?: Prose): DiagnosticError {
  return new DiagnosticError({ id: "target-not-allowed", message, place: setting("target"), note, hint });
}
