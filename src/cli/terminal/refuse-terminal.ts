// Keeps binary artefacts off terminals, where they would be read as control characters.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";

/**
 * @param what is binary: `a model`.
 * @param place the option or argument that asked for standard output.
 * @throws DiagnosticError (usage) where standard output is a terminal.
 */
export function refuseTerminal(what: string, place: string, hint: string): void {
  if (!process.stdout.isTTY) return;
  throw new DiagnosticError({ id: "binary-to-terminal", message: `${what} is binary and would garble the terminal`, place, hint });
}
