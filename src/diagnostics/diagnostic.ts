// What went wrong, where, why and what to do: the one form every error for a user takes.
// Does not print and does not choose exit codes.

/** Who has to act: decides the exit code of the command line. */
export type DiagnosticCategory =
  /** A measured result is worse than what was asked for. */
  | "check"
  /** The command was called wrongly. */
  | "usage"
  /** A model or data file cannot be used. */
  | "model"
  /** A compiler or another outside tool is missing or failed. */
  | "toolchain"
  /** A file cannot be read or written. */
  | "file";

export interface Diagnostic {
  readonly category: DiagnosticCategory;
  /** What is wrong, one sentence without a full stop. */
  readonly message: string;
  /** Where: an option, a file, a node in a file. */
  readonly place?: string;
  /** Why it is wrong, or more detail; may have several lines. */
  readonly note?: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Thrown wherever work cannot go on; carries what the user is told. */
export class DiagnosticError extends Error {
  override readonly name = "DiagnosticError";
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}
