// Has a reader read an input, and says what is wrong with what came of it: an error that is no diagnostic, a message or a file with something in
// it that does not belong there, too much of the processor's time.

import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { DIAGNOSTIC_CATEGORIES } from "../../../src/diagnostics/ids.ts";
import { renderDiagnostic } from "../../../src/diagnostics/render-diagnostic.ts";
import { OPTION_SPELLING } from "../../../src/shell/option-spelling.ts";
import type { HostileReader } from "./hostile-reader.ts";
import { smuggledInto, strangeInMessage } from "./smuggled.ts";

/** Of the processor, for one input. */
const MOST_MILLISECONDS = 2000;

export interface Examined {
  /** Undefined where nothing is wrong. */
  readonly problem: string | undefined;
  readonly milliseconds: number;
  /** The files that came of it; undefined where it was refused. */
  readonly files: ReadonlyMap<string, string> | undefined;
}

export async function examine(reader: HostileReader, bytes: Uint8Array): Promise<Examined> {
  const before = process.cpuUsage();
  let files: ReadonlyMap<string, string> | undefined;
  let problem: string | undefined;
  try {
    files = await reader.read(bytes.slice());
    problem = problemOfFiles(files);
  } catch (error) {
    problem = problemOfError(error);
  }
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > MOST_MILLISECONDS) problem ??= `it took ${Math.round(milliseconds)} ms of the processor`;
  return { problem, milliseconds, files };
}

function problemOfFiles(files: ReadonlyMap<string, string>): string | undefined {
  for (const [name, text] of files) {
    const smuggled = smuggledInto(name, text);
    if (smuggled !== undefined) return `${name} holds ${smuggled}`;
  }
  return undefined;
}

function problemOfError(error: unknown): string | undefined {
  if (!(error instanceof DiagnosticError)) return `an error that is no diagnostic: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  const { id, category } = error.diagnostic;
  if (category === "defect" || DIAGNOSTIC_CATEGORIES[id] !== category) return `a diagnostic of ${category}: ${id}`;
  const strange = strangeInMessage(renderDiagnostic(error.diagnostic, OPTION_SPELLING));
  return strange === undefined ? undefined : `a message with ${strange}`;
}
