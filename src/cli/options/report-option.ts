// How the texts of --report are read: a format and the file it is written to, or annotations of GitHub's.

import type { Problem } from "../../diagnostics/problem.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { BEGINNINGS, isReportFormat, type ReportFormatName } from "../../report/checks/beginnings.ts";
import { readPath } from "./shared-options.ts";

export type GivenReport = { readonly format: ReportFormatName; readonly path: string } | { readonly format: "github" };

const NAMES = [...Object.keys(BEGINNINGS), "github"];

/** `junit=report.xml`, `github` */
export function readReport(text: string): GivenReport | Problem {
  if (text === "github") return { format: "github" };
  const [, name, path] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (!isReportFormat(name)) {
    return { problem: `there is no report '${name}'`, note: `there are ${NAMES.join(", ")}`, hint: didYouMean(name, NAMES) ?? "write for example junit=report.xml" };
  }
  if (path === undefined) return { problem: `no file is named for ${name}`, hint: `write for example ${name}=report.${EXTENSIONS[name]}` };
  if (path === "-") return { problem: "standard output has the results already", hint: `write for example ${name}=report.${EXTENSIONS[name]}` };
  const file = readPath(path);
  return typeof file === "string" ? { format: name, path: file } : file;
}

const EXTENSIONS: Readonly<Record<ReportFormatName, string>> = { junit: "xml", markdown: "md", sarif: "sarif" };
