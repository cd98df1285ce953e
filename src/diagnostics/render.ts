// Renders a diagnostic as text for a terminal; the only place that decides how one looks.

import type { Diagnostic } from "./diagnostic.ts";

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
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const lines = [`error: ${printable(diagnostic.message)}`];
  if (diagnostic.place !== undefined) lines.push(`  at ${printable(diagnostic.place)}`);
  if (diagnostic.note !== undefined) lines.push(...labelled("note", diagnostic.note));
  if (diagnostic.hint !== undefined) lines.push(...labelled("hint", diagnostic.hint));
  return lines.join("\n");
}

function labelled(label: string, text: string): string[] {
  const indent = " ".repeat(label.length + 4);
  return text.split("\n").map((line, index) => (index === 0 ? `  ${label}: ` : indent) + printable(line));
}

/** Text of any origin without control characters, which could change what a terminal shows. */
export function printable(text: string): string {
  // C0 and C1 control characters and the bidirectional overrides.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16)}`;
  });
}
