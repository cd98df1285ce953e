// Catches what a call throws, for tests that compare the whole diagnostic.

import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";

/** The diagnostic `run` throws; undefined where it throws nothing, and any other error goes through. */
export function thrownDiagnostic(run: () => unknown): Diagnostic | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostic;
    throw error;
  }
  return undefined;
}
