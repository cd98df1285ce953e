// What the SVG writer writes is read back by a real XML parser, whatever the texts are.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { coordinate, element, textElement, writeElement } from "../../src/report/svg-element.ts";

const READ = `
import json, sys, xml.etree.ElementTree as tree
def read(text):
    root = tree.fromstring(text)
    return [root.get("data"), root[0].text]
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`;

/** Attribute and text of documents, as Python's expat reads them. */
function readByPython(documents: readonly string[]): unknown {
  return JSON.parse(execFileSync("/usr/bin/python3", ["-c", READ], { input: JSON.stringify(documents), encoding: "utf8" }));
}

test("texts come back from an XML parser as they were", () => {
  const texts = fc.sample(fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "]]>", "a", "é", "−", "𝑥", "{", ";") }), { numRuns: 200, seed: 1 });
  const documents = texts.map((text) => writeElement(element("g", { data: text }, [textElement("text", {}, text)])));
  expect(readByPython(documents)).toEqual(texts.map((text) => [text, text === "" ? null : text]));
});

test("characters XML does not allow are replaced", () => {
  const text = "a\u0000b\u001b[31mc\ud800d\uffff";
  const document = writeElement(element("g", { data: text }, [textElement("text", {}, text)]));
  expect(readByPython([document])).toEqual([["a?b?[31mc?d?", "a?b?[31mc?d?"]]);
});

test("coordinates are near and short", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e5, max: 1e5, noNaN: true }), (value) => {
      const text = coordinate(value);
      expect(text).toMatch(/^-?\d+(\.\d{1,2})?$/);
      expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(0.005 + 1e-9);
    }),
  );
  expect(coordinate(-0.001)).toBe("0");
});

test("a prefix stands before every id and every reference to one, and nowhere else", () => {
  const drawing = element("g", { "clip-path": "url(#a)" }, [
    element("clipPath", { id: "a" }),
    element("use", { href: "#a" }),
    element("image", { href: "data:image/png;base64,AA==" }),
    element("g", { "aria-label": "#a" }),
  ]);
  expect(writeElement(drawing, "p1-")).toBe(
    '<g clip-path="url(#p1-a)">\n<clipPath id="p1-a"/>\n<use href="#p1-a"/>\n<image href="data:image/png;base64,AA=="/>\n<g aria-label="#a"/>\n</g>',
  );
});
