// Tells a failure as JSON, where JSON was asked for.

import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { diagnosticAsJson } from "../../diagnostics/render-diagnostic.ts";
import { OPTION_SPELLING } from "../../shell/option-spelling.ts";
import { asksForJson } from "../arguments/asks-for-json.ts";
import { COMMANDS } from "../commands/index.ts";
import { failureJson } from "../json/failure-json.ts";
import { toJson } from "../json/to-json.ts";
import type { StandardOutput } from "../terminal/standard-output.ts";

/** One JSON document on stdout: not after one that the command printed itself. */
export async function printFailure(words: readonly string[], diagnostic: Diagnostic, output: StandardOutput): Promise<void> {
  if (output.isUsed() || !(await asksForJson(words, COMMANDS))) return;
  await output.print(toJson(failureJson, diagnosticAsJson(diagnostic, OPTION_SPELLING)));
}
