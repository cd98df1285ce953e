// Writes what a check came to for continuous integration: to the files that are named, and for GitHub Actions where it runs there.

import { appendFileSync } from "node:fs";
import { sep } from "node:path";
import { DiagnosticError, type Diagnostic } from "../../../diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../../diagnostics/render-diagnostic.ts";
import { VERSION } from "../../../pipeline/version.ts";
import { githubAnnotations } from "../../../report/checks/github.ts";
import { REPORTS } from "../../../report/checks/index.ts";
import { markdownSummary } from "../../../report/checks/markdown.ts";
import type { Checked, CheckedCase } from "../../../report/checks/checked.ts";
import { OPTION_SPELLING } from "../../../shell/option-spelling.ts";
import { checkOutput } from "../../files/destination.ts";
import { systemErrorText } from "../../files/system-errors.ts";
import { writeOutput } from "../../files/write-file.ts";
import type { GivenReport } from "../../options/report-option.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** Takes what was checked, when that is known. */
export type TellCases = (cases: readonly CheckedCase[]) => void;

/** What GitHub Actions says of itself to the programs it runs. */
interface ActionsEnvironment {
  readonly GITHUB_ACTIONS?: string | undefined;
  readonly GITHUB_STEP_SUMMARY?: string | undefined;
}

/**
 * Does the check, and reports it, whether it passes, fails or cannot be done.
 *
 * @param check tells its cases before it throws what it fails with.
 * @throws DiagnosticError what `check` throws, and file where a report may not be written.
 */
export async function reported(
  { model, report }: { readonly model: string; readonly report: readonly GivenReport[] },
  terminal: Terminal,
  environment: ActionsEnvironment,
  check: (tell: TellCases) => Promise<number>,
): Promise<number> {
  for (const one of report) if (one.format !== "github") checkOutput(one.path, "check report", false);
  let cases: readonly CheckedCase[] | undefined;
  const about = { model: fileNameOf(model), path: model === "-" ? undefined : model.replaceAll(sep, "/"), version: VERSION };
  let code: number;
  try {
    code = await check((told) => (cases = told));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const checked = { ...about, cases: cases ?? [unchecked(error.diagnostic)] };
    sayingWhatFails(terminal, () => writeReports(checked, report, terminal, environment));
    throw error;
  }
  if (cases !== undefined) writeReports({ ...about, cases }, report, terminal, environment);
  return code;
}

/** What fails after the check is not to be told in its place. */
function sayingWhatFails(terminal: Terminal, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    terminal.say(renderDiagnostic(error.diagnostic, OPTION_SPELLING));
  }
}

/** Whether anything is to be reported at all. */
export function isReported(report: readonly GivenReport[], { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY }: ActionsEnvironment): boolean {
  return report.length > 0 || GITHUB_ACTIONS === "true" || (GITHUB_STEP_SUMMARY ?? "") !== "";
}

/** Annotations are errors, which are told where it is quiet, too. */
function writeReports(checked: Checked, report: readonly GivenReport[], terminal: Terminal, environment: ActionsEnvironment): void {
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY: summary = "" } = environment;
  if (GITHUB_ACTIONS === "true" || report.some(({ format }) => format === "github")) githubAnnotations(checked).forEach(terminal.insist);
  if (summary !== "") addToSummary(summary, markdownSummary(checked), terminal);
  for (const one of report) {
    if (one.format !== "github") writeOutput(one.path, new TextEncoder().encode(REPORTS[one.format](checked)), "check report", false);
  }
}

/** That it cannot be done is no error: nobody asked for it. */
function addToSummary(path: string, text: string, terminal: Terminal): void {
  try {
    appendFileSync(path, `${text}\n`);
  } catch (error) {
    terminal.say(`note: cannot add to the summary of the job: ${systemErrorText(error)}`);
  }
}

/** A check that did not come to its cases. */
function unchecked(diagnostic: Diagnostic): CheckedCase {
  return { name: "the check itself", outcome: { kind: "error", rule: diagnostic.id, detail: renderDiagnostic(diagnostic, OPTION_SPELLING) } };
}

function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
