// Catches what a call throws, for tests that compare the whole diagnostic as the command line shows it.

import { OPTION_SPELLING } from "../../src/shell/option-spelling.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { DiagnosticCategory } from "../../src/diagnostics/ids.ts";
import { diagnosticAsJson } from "../../src/diagnostics/render-diagnostic.ts";

/** What a user is told; fields there is nothing in are left out. */
export interface Told {
  readonly category: DiagnosticCategory;
  readonly message: string;
  readonly place?: string;
  readonly note?: string;
  readonly hint?: string;
}

export function told(diagnostic: Diagnostic): Told {
  const { message, place, note, hint } = diagnosticAsJson(diagnostic, OPTION_SPELLING).error;
  return {
    category: diagnostic.category,
    message,
    ...(place === null ? {} : { place }),
    ...(note === null ? {} : { note }),
    ...(hint === null ? {} : { hint }),
  };
}

/** What the user is told of an error; one that is no diagnostic goes through. */
export function toldOf(error: unknown): Told {
  if (error instanceof DiagnosticError) return told(error.diagnostic);
  throw error;
}

/** The diagnostic `run` throws; undefined where it throws nothing, and any other error goes through. */
export function thrown(run: () => unknown): Diagnostic | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostic;
    throw error;
  }
  return undefined;
}

/** What the user is told of it. */
export function thrownDiagnostic(run: () => unknown): Told | undefined {
  const diagnostic = thrown(run);
  return diagnostic && told(diagnostic);
}
