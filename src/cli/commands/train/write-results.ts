// What nnc train leaves behind: the model and, where it is asked for, the report on it. Trains nothing.

import { readFileSync, statSync } from "node:fs";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { printable } from "../../../diagnostics/render-diagnostic.ts";
import { readModel, writeModel } from "../../../formats/index.ts";
import type { TrainingRecord } from "../../../network/model.ts";
import type { Network } from "../../../network/network.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import { VERSION } from "../../../pipeline/version.ts";
import { checkOutput } from "../../files/destination.ts";
import { writeOutput } from "../../files/write-file.ts";
import { refuseTerminal } from "../../terminal/refuse-terminal.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { TrainOptions } from "./train-options.ts";

type Destinations = Pick<TrainOptions, "output" | "report" | "force">;

/**
 * To ask before hours are spent on what is to be written.
 *
 * @throws DiagnosticError (usage, file) where the model or the report cannot be written.
 */
export function checkDestinations({ output, report, force }: Destinations): void {
  if (output === "-") refuseTerminal("a model", "--output", "redirect it: nnc train -o - > model.onnx");
  else checkOutput(output, "model", force);
  if (report === undefined) return;
  if (report === "-" || report === output) {
    throw new DiagnosticError({
      id: "report-in-place-of-model",
      message: report === "-" ? "standard output is for the model" : `the model and the report cannot both be ${report}`,
      place: "--report",
      hint: "name a file: --report report.html",
    });
  }
  checkOutput(report, "report", force);
}

/**
 * Writes both and says so; what was said.
 *
 * @param notes what the report says besides.
 */
export async function writeResults(
  { output, report, force }: Destinations,
  { network }: { readonly network: Network },
  record: TrainingRecord,
  notes: readonly string[],
  terminal: Terminal,
): Promise<readonly string[]> {
  const bytes = writeModel({ network, record }, VERSION);
  const lines: string[] = [];
  if (output === "-") {
    await terminal.print(bytes);
  } else {
    const before = replacedTraining(output, record.command);
    writeOutput(output, bytes, "model", force);
    lines.push(`wrote ${output} (${showCount(bytes.length)} bytes)${before === undefined ? "" : `, in place of the model of ${before}`}`);
  }
  if (report !== undefined) {
    const { reportOnBytes } = await import("../report/report-on-bytes.ts");
    writeOutput(report, await reportOnBytes(bytes, output, notes), "report", force);
    lines.push(`wrote ${report}`);
  }
  lines.forEach(terminal.say);
  return lines;
}

/** The command that makes the model again that is at a path; undefined where there is none, or the same command made it. */
function replacedTraining(path: string, command: string | undefined): string | undefined {
  try {
    if (!statSync(path).isFile()) return undefined;
    const before = readModel(readFileSync(path), path).record?.command;
    return before === undefined || before === command ? undefined : printable(before);
  } catch {
    // What is no model can be told nothing of; whether it may be written over is decided elsewhere.
    return undefined;
  }
}
