// What is said of a file that cannot be read or written.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";

/** @param verb what was to be done: `cannot read`. */
export function fileError(verb: string, path: string, note: string, hint?: string): DiagnosticError {
  return new DiagnosticError({
    category: "file",
    message: `${verb} ${path}`,
    note,
    ...(hint === undefined ? {} : { hint }),
  });
}
