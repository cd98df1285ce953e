// Runs one command line from its words to its exit code; every error ends here.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../diagnostics/render.ts";
import { readRequest } from "../arguments/request.ts";
import { COMMANDS } from "../commands/index.ts";
import { COMPLETION_REQUEST, complete } from "../arguments/complete.ts";
import { DEFECT_EXIT_CODE, EXIT_CODES } from "./exit-codes.ts";
import { endOnSignals } from "./signals.ts";
import type { Loudness } from "../terminal/terminal.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { VERSION } from "./version.ts";

/** `words` without the program's name. Never throws. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  endOnSignals();
  try {
    return await run(words);
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    return error instanceof DiagnosticError ? EXIT_CODES[error.diagnostic.category] : DEFECT_EXIT_CODE;
  }
}

async function run(words: readonly string[]): Promise<number> {
  const [first, ...rest] = words;
  if (first === COMPLETION_REQUEST) {
    const candidates = await complete(rest, COMMANDS);
    return await print(candidates.map((candidate) => `${candidate}\n`).join(""));
  }
  const request = await readRequest(words, COMMANDS);
  switch (request.kind) {
    case "version":
      return await print(`${VERSION}\n`);
    case "help": {
      const { helpOn, helpOnCommand } = await import("../arguments/help.ts");
      return await print(request.command === undefined ? helpOn(COMMANDS) : await helpOnCommand(request.command));
    }
    case "completion": {
      const { completionScript } = await import("../arguments/help.ts");
      return await print(completionScript());
    }
    case "run":
      return await request.command.run(request.given, openTerminal(loudness(request.given.options)));
  }
}

async function print(text: string): Promise<number> {
  await openTerminal("normal").print(text);
  return 0;
}

function loudness(options: Readonly<Record<string, unknown>>): Loudness {
  if (options.quiet !== true) return options.verbose === true ? "verbose" : "normal";
  if (options.verbose !== true) return "quiet";
  throw new DiagnosticError({
    category: "usage",
    message: "--quiet and --verbose exclude each other",
    hint: "give one of them",
  });
}

function describe(error: unknown): string {
  if (error instanceof DiagnosticError) return renderDiagnostic(error.diagnostic);
  if (process.env.NNC_DEBUG === "1" && error instanceof Error) return error.stack ?? error.message;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const defect = renderDiagnostic({
    category: "check",
    message: `this is a defect of nnc: ${message.split("\n")[0] ?? ""}`,
    hint: "NNC_DEBUG=1 in the environment shows where it happened",
  });
  return defect;
}
