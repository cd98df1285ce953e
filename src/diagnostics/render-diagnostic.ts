// Renders a diagnostic: as text for a terminal, or as data for --json. The only place that decides how one looks.

import type { Diagnostic, Failure } from "./diagnostic.ts";
import type { DiagnosticCategory } from "./ids.ts";
import type { Mention, Prose, Spelling } from "./prose.ts";
import { spell } from "./prose.ts";

/**
 * The text of a diagnostic, without a trailing newline:
 *
 *     error: what is wrong
 *       at place
 *       note: why
 *       hint: what to do
 *
 * Control characters, which a hostile file may have put into a name, are shown as `\xNN`.
 */
export function renderDiagnostic(failure: Failure, spelling: Spelling): string {
  const { message, place, note, hint } = spelled(failure, spelling);
  const lines = [`error: ${printable(message)}`];
  if (place !== undefined) lines.push(`  at ${printable(place)}`);
  if (note !== undefined) lines.push(...labelled("note", note));
  if (hint !== undefined) lines.push(...labelled("hint", hint));
  return lines.join("\n");
}

/** What a program reads of a failure; null where nothing is said. */
export interface DiagnosticJson {
  readonly error: {
    readonly id: string;
    readonly category: DiagnosticCategory;
    readonly message: string;
    readonly place: string | null;
    readonly note: string | null;
    readonly hint: string | null;
  };
}

/** The texts are as they are: JSON escapes what a terminal must not be shown. */
export function diagnosticAsJson(diagnostic: Diagnostic, spelling: Spelling): DiagnosticJson {
  const { id, category } = diagnostic;
  const { message, place, note, hint } = spelled(diagnostic, spelling);
  return { error: { id, category, message, place: place ?? null, note: note ?? null, hint: hint ?? null } };
}

interface Spelled {
  readonly message: string;
  readonly place: string | undefined;
  readonly note: string | undefined;
  readonly hint: string | undefined;
}

function spelled({ message, place, note, hint }: Failure, spelling: Spelling): Spelled {
  const text = (part: Prose | Mention): string => (typeof part === "object" && "setting" in part ? spelling(part) : spell(part, spelling));
  const optional = (part: Prose | Mention | undefined): string | undefined => (part === undefined ? undefined : text(part));
  return { message: text(message), place: optional(place), note: optional(note), hint: optional(hint) };
}

function labelled(label: string, text: string): string[] {
  const indent = " ".repeat(label.length + 4);
  return text.split("\n").map((line, index) => (index === 0 ? `  ${label}: ` : indent) + printable(line));
}

/** Text of any origin without characters that are not seen themselves, but could change what a terminal shows of others. */
export function printable(text: string): string {
  // C0 and C1 control characters, what separates lines or orders letters otherwise, and signs that are not seen but in words of some languages.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
