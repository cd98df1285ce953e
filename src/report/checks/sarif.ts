// Writes what was checked as a SARIF 2.1.0 log (OASIS, 2020): a result for each failure, a notification for what was left out.

import { failuresIn, type Checked, type FailedCase } from "./checked.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

export function sarifLog(checked: Checked): string {
  const failures = failuresIn(checked);
  const rules = [...new Set(failures.map(({ rule }) => rule))].toSorted();
  const leftOut = checked.cases.flatMap(({ name, outcome }) => (outcome.kind === "left out" ? [`${name}: ${outcome.detail}`] : []));
  const log = {
    version: "2.1.0",
    properties: { writtenBy: "nnc check" },
    $schema: SCHEMA,
    runs: [
      {
        tool: { driver: { name: "nnc", semanticVersion: checked.version, rules: rules.map(descriptor) } },
        invocations: [
          {
            executionSuccessful: checked.cases.every(({ outcome }) => outcome.kind !== "error"),
            toolExecutionNotifications: leftOut.map((text) => ({ level: "note", message: { text } })),
          },
        ],
        results: failures.map((failure) => result(checked.path, rules.indexOf(failure.rule), failure)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** GitHub asks for all of these texts. */
function descriptor(id: string): object {
  const words = { text: id.replaceAll("-", " ") };
  return { id, shortDescription: words, fullDescription: words, help: { text: `docs/diagnostics.md of nnc says what ${id} means` } };
}

/** GitHub shows results that have a place in a file alone: the first line of the model. */
function result(path: string | undefined, ruleIndex: number, { name, rule, detail }: FailedCase): object {
  const place = path === undefined ? {} : { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) }, region: { startLine: 1 } } }] };
  return { ruleId: rule, ruleIndex, level: "error", message: { text: `${name}: ${detail}` }, ...place, partialFingerprints: { "nncCase/v1": `${rule}: ${name}` } };
}

/** A reference relative to the folder of the command (RFC 3986, 4.2), or the address of a file. */
function uriOf(path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  if (path.startsWith("/")) return `file://${encoded}`;
  // What begins with C:/ is no scheme.
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${encoded.slice(encoded.indexOf("/"))}` : encoded;
}
