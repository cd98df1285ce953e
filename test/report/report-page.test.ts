// The page of a report: an HTML parser finds all that is in it, and nothing that names or texts brought along.

import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { fitPlot } from "../../src/report/plots/fit-plot.ts";
import { writeReport, type Report } from "../../src/report/report-page.ts";

const HOSTILE = '</pre></style></svg><script>alert("1")</script><img src=x onerror=alert(1)> & \'q\'';
const plot = fitPlot({ network: HOSTILE, variable: HOSTILE, points: [0, 1], results: [{ name: HOSTILE, expected: [0, 1], computed: [0, 1] }] });
const report: Report = {
  title: HOSTILE,
  subtitle: HOSTILE,
  figures: [{ value: HOSTILE, name: HOSTILE, detail: HOSTILE }],
  plots: [plot, plot],
  facts: [[HOSTILE, HOSTILE]],
  commands: [{ purpose: HOSTILE, command: HOSTILE }],
  parameters: [{ name: HOSTILE, shape: HOSTILE, text: HOSTILE }],
  footer: HOSTILE,
};

const PARSE = `
import json, sys
from html.parser import HTMLParser
class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.ids, self.open, self.texts, self.wrong = set(), set(), [], [], [], []
    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attributes)
        self.ids += [value for name, value in attributes if name == "id"]
        if tag not in ("meta",): self.open.append(tag)
    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.open.pop()
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: self.wrong.append(tag)
    def handle_data(self, data):
        self.texts.append(data)
reader = Reader()
reader.feed(sys.stdin.read())
print(json.dumps({"tags": sorted(reader.tags), "attributes": sorted(reader.attributes), "ids": reader.ids, "wrong": reader.wrong + reader.open, "hostile": sum(sys.argv[1] in text for text in reader.texts)}))
`;

test("hostile texts stay texts, ids are different and every tag is closed", () => {
  const page = writeReport(report);
  const read: unknown = JSON.parse(execFileSync("/usr/bin/python3", ["-c", PARSE, HOSTILE], { input: page, encoding: "utf8" }));
  expect(read).toMatchObject({ wrong: [] });
  const { tags, attributes, ids, hostile } = read as { readonly tags: readonly string[]; readonly attributes: readonly string[]; readonly ids: readonly string[]; readonly hostile: number };
  expect(tags).not.toContain("script");
  expect(tags).not.toContain("img");
  expect(attributes).not.toContain("onerror");
  expect(new Set(ids).size).toBe(ids.length);
  expect(hostile).toBeGreaterThanOrEqual(14);
});

test("it is of its own: no requests, no scripts", () => {
  const page = writeReport(report).replaceAll("http://www.w3.org/2000/svg", "");
  expect(page).not.toMatch(/<(script|link|iframe|object)|@import|url\((?!#|data:font\/woff2;base64,)|https?:/);
  expect(page.startsWith("<!doctype html>\n<!-- written by nnc report -->\n")).toBe(true);
});

test("the same report gives the same text, and empty parts are left out", () => {
  expect(writeReport(report)).toBe(writeReport(report));
  const bare = writeReport({ ...report, title: "t", figures: [], plots: [], commands: [], parameters: [] });
  expect(bare).not.toMatch(/<h2>Commands|<h2>Parameters|<ul|<figure>/);
});
