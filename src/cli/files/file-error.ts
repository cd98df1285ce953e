// What is said of a file that cannot be written.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";

/** What could not be done with a file, as its message begins. */
const FAILURES = {
  "cannot write": "file-unwritable",
  "cannot write now": "folder-in-use",
  "cannot tell whether nnc wrote": "file-of-unknown-origin",
  "will not overwrite": "file-of-others",
} as const;

export function fileError(failure: keyof typeof FAILURES, path: string, note: string, hint?: string): DiagnosticError {
  return new DiagnosticError({ id: FAILURES[failure], message: `${failure} ${path}`, note, hint });
}
