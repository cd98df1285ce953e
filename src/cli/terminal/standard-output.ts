// Writes the artefact of a command to stdout, and knows whether there was one. Decides nothing about contents.

import type { Text } from "../../codegen/text.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { systemErrorText } from "../files/system-errors.ts";

export interface StandardOutput {
  /** Whether anything was printed, or tried to be. */
  readonly isUsed: () => boolean;
  /** A reader that has left (`| head -1`) is no error; DiagnosticError for any other failure. */
  readonly print: (artefact: string | Uint8Array) => Promise<void>;
  /** The same of a text in pieces: each one is made when the one before is written, and none after the reader has left. */
  readonly printText: (text: Text) => Promise<void>;
}

export function openStandardOutput(): StandardOutput {
  process.stdout.on("error", () => undefined);
  let isUsed = false;
  const write = (artefact: string | Uint8Array): Promise<"written" | "left"> => {
    isUsed = true;
    return printToStdout(artefact);
  };
  return {
    isUsed: () => isUsed,
    print: async (artefact) => {
      await write(artefact);
    },
    printText: async (text) => {
      for (const piece of text) if ((await write(piece)) === "left") return;
    },
  };
}

/** Whether the reader is still there. */
function printToStdout(artefact: string | Uint8Array): Promise<"written" | "left"> {
  return new Promise((resolve, reject) => {
    process.stdout.write(artefact, (error?: Error | null) => {
      if (error === undefined || error === null) resolve("written");
      else if ("code" in error && error.code === "EPIPE") resolve("left");
      else
        reject(
          new DiagnosticError({
            id: "stdout-unwritable",
            message: "cannot write to standard output",
            note: systemErrorText(error),
          }),
        );
    });
  });
}
