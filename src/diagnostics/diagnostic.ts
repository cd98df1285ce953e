// What went wrong, where, why and what to do: the one form every error for a user takes.
// Does not print and does not choose exit codes.

import type { DiagnosticCategory, DiagnosticId } from "./ids.ts";
import { DIAGNOSTIC_CATEGORIES } from "./ids.ts";
import type { Mention, Prose } from "./prose.ts";
import { LIBRARY_SPELLING, spell } from "./prose.ts";

/** What is said of a failure where it is found. */
export interface Failure {
  readonly id: DiagnosticId;
  /** What is wrong, one sentence without a full stop. */
  readonly message: Prose;
  /** Where: a setting, a file, a node in a file. */
  readonly place?: string | Mention | undefined;
  /** Why it is wrong, or more detail; may have several lines. */
  readonly note?: Prose | undefined;
  /** What to do about it. */
  readonly hint?: Prose | undefined;
}

export interface Diagnostic extends Failure {
  /** Follows from the id. */
  readonly category: DiagnosticCategory;
}

/** Thrown wherever work cannot go on; carries what the user is told. Its own message spells settings as a program writes them. */
export class DiagnosticError extends Error {
  override readonly name = "DiagnosticError";
  readonly diagnostic: Diagnostic;

  constructor(failure: Failure) {
    super(spell(failure.message, LIBRARY_SPELLING));
    this.diagnostic = { ...failure, category: DIAGNOSTIC_CATEGORIES[failure.id] };
  }
}

/** Whether `error` is a diagnostic of one of these kinds. */
export function isFailure(error: unknown, ...ids: readonly DiagnosticId[]): error is DiagnosticError {
  return error instanceof DiagnosticError && ids.includes(error.diagnostic.id);
}
