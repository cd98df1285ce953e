// Refuses what programs give the functions of the library. Judges nothing.

import { DiagnosticError, type Failure } from "../diagnostics/diagnostic.ts";

/** For a value that cannot be used, or is of another type. */
export function valueRefused(failure: Omit<Failure, "id">): DiagnosticError {
  return new DiagnosticError({ id: "given-value-invalid", ...failure });
}

/** For a name that is none of the options. */
export function nameRefused(failure: Omit<Failure, "id">): DiagnosticError {
  return new DiagnosticError({ id: "given-name-unknown", ...failure });
}
