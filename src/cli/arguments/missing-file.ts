// The error of a command that needs two files and was given fewer.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";

/** @param example a whole command line. */
export function missingFile(command: string, [name, which]: readonly [name: string, which: "first" | "second"], example: string): DiagnosticError {
  return new DiagnosticError({
    id: "file-argument-missing",
    message: `nnc ${command} needs two files: the ${which} is missing`,
    place: name,
    hint: `for example ${example}`,
  });
}
