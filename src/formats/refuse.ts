// The errors of reading model files: how they name files and what is in them. Decides nothing.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Prose } from "../diagnostics/prose.ts";

/** Characters of a name that are shown. */
const SHOWN_CHARACTERS = 80;

export interface Refusal {
  /** What nnc does not read though the file is in order; left out where the file is damaged or was written wrongly. */
  readonly kind?: "unsupported";
  readonly message: string;
  /** The place in the file; left out where it is the file as a whole. */
  readonly place?: string;
  readonly note?: string | undefined;
  readonly hint?: Prose | undefined;
}

/** Makes the error for a place that is known already. */
export type Fail = (refusal: Omit<Refusal, "place">) => Error;

/** The error for a file that cannot be read; readModel adds a hint where there is none. */
export function refused(file: string, { kind, place, ...refusal }: Refusal): DiagnosticError {
  return new DiagnosticError({
    id: kind === "unsupported" ? "model-unsupported" : "model-damaged",
    place: place === undefined ? file : `${file}: ${place}`,
    ...refusal,
  });
}

/** A name in quotes, as `shown`. */
export function quoted(name: string): string {
  return `"${shown(name)}"`;
}

/** What a file says, cut where it is very long, on one line: a name must not look like a line of the message. */
export function shown(text: string): string {
  const cut = text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
  return cut.replace(/[\u0000-\u001f\u007f]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
