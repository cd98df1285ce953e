// What is written for continuous integration: read by parsers of XML and JSON, and undone as the runner of GitHub Actions and a reader of
// Markdown undo it.

import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { Checked } from "../../../src/report/checks/checked.ts";
import { githubAnnotations } from "../../../src/report/checks/github.ts";
import { REPORTS } from "../../../src/report/checks/index.ts";

const HOSTILE = 'a|b, "c" <d> & \'e\' 100%: *f* `g` [h](i) \\\n]]> é 𝒳 \u0007 -->\tend';
const CHECKED: Checked = {
  model: "my,model:1.onnx",
  path: "models/50% ü/my,model:1.onnx",
  version: "0.1.0",
  cases: [
    { name: "C by gcc -O2", outcome: { kind: "passed", detail: "version 12.2.0: 10 results have the interpreter's bits" } },
    { name: "compiler tcc", outcome: { kind: "left out", detail: "it was not found" } },
    { name: "baseline: code", outcome: { kind: "failed", rule: "worse-than-baseline", detail: HOSTILE } },
    { name: "Go by go", outcome: { kind: "error", rule: "program-failed", detail: "error: it failed\n  note: exit code 2" } },
  ],
};
const PASSED: Checked = { ...CHECKED, path: undefined, cases: CHECKED.cases.slice(0, 2) };

/** As Python's own parser reads it: elements as name, attributes, text and children. */
function parseXml(xml: string): unknown {
  const script = [
    "import json, sys, xml.etree.ElementTree as t",
    "read = lambda e: [e.tag, e.attrib, (e.text or '').strip(), [read(c) for c in e]]",
    "print(json.dumps(read(t.fromstring(sys.stdin.buffer.read()))))",
  ];
  return JSON.parse(execFileSync("/usr/bin/python3", ["-c", script.join("\n")], { input: xml, encoding: "utf8" }));
}

test("JUnit says of each case what it came to, whatever is in its texts", () => {
  const counts = { tests: "4", failures: "1", errors: "1", skipped: "1" };
  const classname = "nnc.my,model:1_onnx";
  const [first] = HOSTILE.split("\n");
  expect(parseXml(REPORTS.junit(CHECKED))).toEqual([
    "testsuites",
    { name: "nnc check", ...counts },
    "",
    [
      [
        "testsuite",
        { name: "my,model:1.onnx", ...counts },
        "",
        [
          ["testcase", { classname, name: "C by gcc -O2" }, "", []],
          ["testcase", { classname, name: "compiler tcc" }, "", [["skipped", { message: "it was not found" }, "", []]]],
          ["testcase", { classname, name: "baseline: code" }, "", [["failure", { type: "worse-than-baseline", message: first }, HOSTILE.replace("\u0007", "?"), []]]],
          ["testcase", { classname, name: "Go by go" }, "", [["error", { type: "program-failed", message: "error: it failed" }, "error: it failed\n  note: exit code 2", []]]],
        ],
      ],
    ],
  ]);
});

test("JUnit keeps line ends and tabs of names", () => {
  const [, , , [[, , , [[, attributes]]]]] = parseXml(REPORTS.junit({ ...PASSED, cases: [{ ...PASSED.cases[0], name: "a\tb\r\nc" }] })) as [0, 0, 0, [[0, 0, 0, [[0, object]]]]];
  expect(attributes).toEqual({ classname: "nnc.my,model:1_onnx", name: "a\tb\r\nc" });
});

/** Structure as the schema of SARIF 2.1.0 has it (sarif-2.1.0-rtm.5), which accepts these very logs. */
describe("SARIF", () => {
  const rule = (id: string, text: string): object => ({
    id, shortDescription: { text }, fullDescription: { text }, help: { text: `docs/diagnostics.md of nnc says what ${id} means` },
  });
  const locations = [{ physicalLocation: { artifactLocation: { uri: "models/50%25%20%C3%BC/my%2Cmodel%3A1.onnx" }, region: { startLine: 1 } } }];

  test("has a result for each failure and a notification of what was left out", () => {
    expect(JSON.parse(REPORTS.sarif(CHECKED))).toEqual({
      version: "2.1.0",
      properties: { writtenBy: "nnc check" },
      $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      runs: [
        {
          tool: {
            driver: { name: "nnc", semanticVersion: "0.1.0", rules: [rule("program-failed", "program failed"), rule("worse-than-baseline", "worse than baseline")] },
          },
          invocations: [{ executionSuccessful: false, toolExecutionNotifications: [{ level: "note", message: { text: "compiler tcc: it was not found" } }] }],
          results: [
            {
              ruleId: "worse-than-baseline", ruleIndex: 1, level: "error", message: { text: `baseline: code: ${HOSTILE}` }, locations,
              partialFingerprints: { "nncCase/v1": "worse-than-baseline: baseline: code" },
            },
            {
              ruleId: "program-failed", ruleIndex: 0, level: "error", message: { text: "Go by go: error: it failed\n  note: exit code 2" }, locations,
              partialFingerprints: { "nncCase/v1": "program-failed: Go by go" },
            },
          ],
        },
      ],
    });
  });

  test("has no result where all is well", () => {
    expect(JSON.parse(REPORTS.sarif(PASSED))).toMatchObject({ runs: [{ invocations: [{ executionSuccessful: true }], results: [] }] });
  });

  test.each([
    ["/tmp/a b.onnx", "file:///tmp/a%20b.onnx"],
    ["C:/models/a.onnx", "file:///C:/models/a.onnx"],
    ["../a.onnx", "../a.onnx"],
  ])("names %s by %s", (path, uri) => {
    const address = new URL(uri, "file:///work/");
    expect(JSON.parse(REPORTS.sarif({ ...CHECKED, path }))).toMatchObject({
      runs: [{ results: [{ locations: [{ physicalLocation: { artifactLocation: { uri } } }] }, {}] }],
    });
    expect(decodeURIComponent(address.pathname).endsWith(path.replace("../", "/"))).toBe(true);
  });
});

describe("Markdown", () => {
  /** The cells of each row of the table, as GitHub Flavored Markdown splits it, without the backslashes before punctuation. */
  const cells = (markdown: string): readonly (readonly string[])[] =>
    markdown
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .map((line) => line.split(/(?<!\\)(?:\\\\)*\|/).slice(1, -1).map((cell) => cell.trim().replace(/\\([!-/:-@[-`{-~])/g, "$1")));

  test("has a row for each case", () => {
    const text = REPORTS.markdown(CHECKED);
    expect(text.split("\n").slice(0, 2)).toEqual(["<!-- written by nnc check -->", "### nnc check of my,model:1.onnx: failed, in 2 cases"]);
    expect(cells(text)).toEqual([
      ["case", "", ""],
      ["---", "---", "---"],
      ["C by gcc -O2", "passed", "version 12.2.0: 10 results have the interpreter's bits"],
      ["compiler tcc", "left out", "it was not found"],
      ["baseline: code", "**failed**", HOSTILE.replace("\n", "<br>").replace("\u0007", " ").replace("\t", " ")],
      ["Go by go", "**failed**", "error: it failed<br>  note: exit code 2"],
    ]);
  });

  test("says that all is well", () => {
    expect(REPORTS.markdown(PASSED)).toContain("\n### nnc check of my,model:1.onnx: passed\n");
  });
});

describe("annotations of GitHub Actions", () => {
  /** As the runner reads a line (ActionCommand.TryParseV2 of actions/runner). */
  function readCommand(line: string): object {
    const [, command = "", properties = "", message = ""] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
    const plain = (text: string): string => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
    const pairs = properties.split(",").map((pair) => pair.split("=") as [string, string]);
    return { command, message: plain(message), ...Object.fromEntries(pairs.map(([key, value]) => [key, plain(value.replaceAll("%3A", ":").replaceAll("%2C", ","))])) };
  }

  test("are a line for each failure, beside the model's file", () => {
    const lines = githubAnnotations(CHECKED);
    expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
    expect(lines.map(readCommand)).toEqual([
      { command: "error", file: "models/50% ü/my,model:1.onnx", title: "nnc check of my,model:1.onnx", message: `baseline: code: ${HOSTILE}` },
      { command: "error", file: "models/50% ü/my,model:1.onnx", title: "nnc check of my,model:1.onnx", message: "Go by go: error: it failed\n  note: exit code 2" },
    ]);
  });

  test("are none where all is well", () => {
    expect(githubAnnotations(PASSED)).toEqual([]);
  });
});
