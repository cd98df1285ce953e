// Writes what was checked as JUnit XML, as Jenkins and GitLab read it: a suite for the model, a test case for each case. Without times, so
// that the same results are the same bytes.

import { escapeXml } from "../svg-element.ts";
import { BEGINNINGS } from "./beginnings.ts";
import { countOf, type CaseOutcome, type Checked, type CheckedCase } from "./checked.ts";

export function junitXml(checked: Checked): string {
  const { model, cases } = checked;
  const counts = `tests="${cases.length}" failures="${countOf(checked, "failed")}" errors="${countOf(checked, "error")}" skipped="${countOf(checked, "left out")}"`;
  return [
    `${BEGINNINGS.junit}<testsuites name="nnc check" ${counts}>`,
    `  <testsuite name=${attribute(model)} ${counts}>`,
    ...cases.map((one) => testCase(model, one)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** What is before the last dot of a class is its package to Jenkins. */
function testCase(model: string, { name, outcome }: CheckedCase): string {
  const start = `    <testcase classname=${attribute(`nnc.${model.replaceAll(".", "_")}`)} name=${attribute(name)}`;
  const inside = result(outcome);
  return inside === "" ? `${start}/>` : `${start}>\n      ${inside}\n    </testcase>`;
}

function result(outcome: CaseOutcome): string {
  switch (outcome.kind) {
    case "passed":
      return "";
    case "left out":
      return `<skipped message=${attribute(outcome.detail)}/>`;
    case "failed":
      return problem("failure", outcome);
    case "error":
      return problem("error", outcome);
  }
}

function problem(element: "failure" | "error", { rule, detail }: { readonly rule: string; readonly detail: string }): string {
  const [first] = detail.split("\n");
  return `<${element} type=${attribute(rule)} message=${attribute(first)}>${escapeXml(detail)}</${element}>`;
}

/** Readers make spaces of line ends and tabs in attributes (XML 1.0, 3.3.3) that are not written as numbers. */
function attribute(text: string): string {
  return `"${escapeXml(text).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)}"`;
}
