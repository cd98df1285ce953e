// Writes what was checked as Markdown, as GitHub and GitLab show it: a heading with the verdict and a table of cases.

import { BEGINNINGS } from "./beginnings.ts";
import { failuresIn, type CaseOutcome, type Checked } from "./checked.ts";

const WORDS: Readonly<Record<CaseOutcome["kind"], string>> = { passed: "passed", failed: "**failed**", error: "**failed**", "left out": "left out" };

export function markdownSummary(checked: Checked): string {
  const failures = failuresIn(checked).length;
  const verdict = failures === 0 ? "passed" : `failed, in ${failures === 1 ? "one case" : `${failures} cases`}`;
  const rows = checked.cases.map(({ name, outcome }) => `| ${escapeMarkdown(name)} | ${WORDS[outcome.kind]} | ${escapeMarkdown(outcome.detail)} |`);
  return [`${BEGINNINGS.markdown}### nnc check of ${escapeMarkdown(checked.model)}: ${verdict}`, "", "| case | | |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

/** Text that is shown as it is, in a cell of a table as well: CommonMark takes a backslash before any punctuation of ASCII. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>()#|~!&@]/g, (character) => `\\${character}`)
    .replace(/\r\n|[\n\r]/g, "<br>")
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
}
