// Runs one command line from its words to its exit code; every error ends here.

import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../diagnostics/render-diagnostic.ts";
import type { GivenOptions } from "../arguments/command.ts";
import { COMPLETION_REQUEST, complete } from "../arguments/complete.ts";
import { excludeEachOther } from "../arguments/exclusive-options.ts";
import { OPTION_SPELLING } from "../../shell/option-spelling.ts";
import { readRequest } from "../arguments/request.ts";
import { COMMANDS } from "../commands/index.ts";
import type { StandardOutput } from "../terminal/standard-output.ts";
import { openStandardOutput } from "../terminal/standard-output.ts";
import type { Loudness } from "../terminal/terminal.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { VERSION } from "../../pipeline/version.ts";

/** `words` without the program's name. Never throws. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const output = openStandardOutput();
  try {
    return await run(words, output);
  } catch (error) {
    const diagnostic = error instanceof DiagnosticError ? error.diagnostic : defect(error);
    process.stderr.write(`${describe(error, diagnostic)}\n`);
    try {
      await (await import("./json-failure.ts")).printFailure(words, diagnostic, output);
    } catch {
      // What went wrong first is told already, and is what the exit code says.
    }
    return EXIT_CODES[diagnostic.category];
  }
}

async function run(words: readonly string[], output: StandardOutput): Promise<number> {
  const print = async (text: string): Promise<number> => {
    await output.print(text);
    return 0;
  };
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
    case "start": {
      const { HOW_TO_BEGIN } = await import("../arguments/how-to-begin.ts");
      return await print(HOW_TO_BEGIN);
    }
    case "completion": {
      const { completionScript } = await import("../arguments/help.ts");
      return await print(completionScript());
    }
    case "run":
      return await request.command.run(request.given, openTerminal(loudness(request.given.options), output));
  }
}

function loudness(options: GivenOptions): Loudness {
  if (options.quiet !== true) return options.verbose === true ? "verbose" : "normal";
  if (options.verbose !== true) return "quiet";
  throw excludeEachOther("--quiet", "--verbose");
}

function describe(error: unknown, diagnostic: Diagnostic): string {
  if (diagnostic.id === "defect" && process.env.NNC_DEBUG === "1" && error instanceof Error) return error.stack ?? error.message;
  return renderDiagnostic(diagnostic, OPTION_SPELLING);
}

function defect(error: unknown): Diagnostic {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const failure = new DiagnosticError({
    id: "defect",
    message: `this is a defect of nnc: ${message.split("\n")[0] ?? ""}`,
    hint: "NNC_DEBUG=1 in the environment shows where it happened",
  });
  return failure.diagnostic;
}
