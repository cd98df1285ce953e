// What nnc says and where: the artefact on stdout, everything else on stderr. Decides nothing about contents.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { systemErrorText } from "./system-errors.ts";

export type Loudness = "quiet" | "normal" | "verbose";

export interface Terminal {
  /** Whether stderr is a terminal, where a line can be drawn over. */
  readonly isInteractive: boolean;
  readonly loudness: Loudness;
  /** Columns of the terminal, 80 where there is none. */
  readonly columns: number;
  /** Writes to stdout. A reader that has left (`| head -1`) is no error; DiagnosticError for any other failure. */
  readonly print: (artefact: string | Uint8Array) => Promise<void>;
  /** A line on stderr, unless quiet. */
  readonly say: (line: string) => void;
  /** A line on stderr where --verbose asks for it. */
  readonly detail: (line: string) => void;
  /** Draws over the current line of stderr; only on a terminal and unless quiet. An empty line erases it. */
  readonly draw: (line: string) => void;
}

export function openTerminal(loudness: Loudness): Terminal {
  const { stderr } = process;
  // Nobody is left to be told that stderr is broken.
  stderr.on("error", () => undefined);
  process.stdout.on("error", () => undefined);
  const isInteractive = stderr.isTTY && process.env.TERM !== "dumb";
  const write = (text: string) => {
    if (loudness !== "quiet") stderr.write(text);
  };
  return {
    isInteractive,
    loudness,
    columns: isInteractive ? stderr.columns : 80,
    print: printToStdout,
    say: (line) => write(`${line}\n`),
    detail: (line) => {
      if (loudness === "verbose") write(`${line}\n`);
    },
    // Carriage return, then "erase in line" (ECMA-48 §8.3.41).
    draw: (line) => {
      if (isInteractive) write(`\r\u001b[K${line}`);
    },
  };
}

function printToStdout(artefact: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(artefact, (error?: Error | null) => {
      if (error === undefined || error === null || ("code" in error && error.code === "EPIPE")) resolve();
      else
        reject(
          new DiagnosticError({
            category: "file",
            message: "cannot write to standard output",
            note: systemErrorText(error),
          }),
        );
    });
  });
}
