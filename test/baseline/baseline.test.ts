// The text of a baseline: what is written is read back, sorted, and what is no baseline of this nnc is refused.

import { describe, expect, test } from "vitest";
import { baselineText, readBaseline, type BaselineEntry } from "../../src/baseline/baseline.ts";
import { looksLikeBaseline } from "../../src/baseline/mark.ts";
import { thrown, thrownDiagnostic } from "../diagnostics/thrown.ts";

const DIGEST = "0123456789abcdef".repeat(4);
const ENTRY: BaselineEntry = {
  nnc: "0.1.0",
  modelSha256: DIGEST,
  against: "exp(x), x=0:1",
  compiled: { compiler: "gcc 12.2.0 -O2", machine: "linux-x64" },
  figures: { rms: 1 / 3, "largest-error": Infinity, code: 812 },
  bits: { inputs: 8192, sha256: DIGEST },
};
const BARE: BaselineEntry = { nnc: "0.1.0", modelSha256: DIGEST, against: undefined, compiled: undefined, figures: {}, bits: undefined };

const TEXT = `{
  "format": "nnc baseline",
  "version": 1,
  "models": {
    "a.onnx": {
      "nnc": "0.1.0",
      "model": "${DIGEST}",
      "against": "exp(x), x=0:1",
      "compiled": {
        "compiler": "gcc 12.2.0 -O2",
        "machine": "linux-x64"
      },
      "figures": {
        "code": 812,
        "largest-error": "Infinity",
        "rms": 0.3333333333333333
      },
      "bits": {
        "inputs": 8192,
        "sha256": "${DIGEST}"
      }
    },
    "b.onnx --form table": {
      "nnc": "0.1.0",
      "model": "${DIGEST}",
      "against": null,
      "compiled": null,
      "figures": {},
      "bits": null
    }
  }
}
`;

test("is sorted, whoever records what first, and read as it was written", () => {
  const baseline = new Map([["b.onnx --form table", BARE], ["a.onnx", ENTRY]]);
  expect(baselineText(baseline)).toBe(TEXT);
  expect(readBaseline(TEXT, "b.json")).toEqual(new Map([["a.onnx", ENTRY], ["b.onnx --form table", BARE]]));
  expect(baselineText(readBaseline(TEXT, "b.json"))).toBe(TEXT);
});

test("is known by its beginning, whoever laid it out", () => {
  expect(looksLikeBaseline(TEXT)).toBe(true);
  expect(looksLikeBaseline(JSON.stringify(JSON.parse(TEXT)))).toBe(true);
  expect(looksLikeBaseline(TEXT.replaceAll("\n", "\r\n"))).toBe(true);
  expect(looksLikeBaseline('{ "about": "nnc baseline" }')).toBe(false);
});

describe("what is refused", () => {
  const told = (text: string) => ({ id: thrown(() => readBaseline(text, "b.json"))?.id, ...thrownDiagnostic(() => readBaseline(text, "b.json")) });
  const unreadable = (note: string) => ({
    id: "baseline-unreadable",
    message: "b.json holds no baseline",
    note,
    hint: "choose another name, or remove it and record one with --update",
  });

  test.each(["", "{}", "[]", "null", '{ "format": "nnc", "version": 1 }', '{ "format": "nnc baseline", "version": 0 }', TEXT.slice(0, -5)])("%j", (text) => {
    expect(told(text)).toMatchObject(unreadable("it does not say that it is one"));
  });

  test("one of a newer nnc, whatever is in it", () => {
    expect(told('{ "format": "nnc baseline", "version": 2, "entries": [] }')).toMatchObject({
      id: "baseline-of-newer-version",
      message: "b.json was written by a newer nnc",
      note: "it is of version 2 of the format, and this nnc reads version 1",
      hint: "install that nnc here as well",
    });
  });

  test.each([
    ['"code": 812', '"code": -1', "models → a.onnx → figures → code: "],
    ['"code": 812', '"cod": 812', "models → a.onnx → figures: "],
    ['"code": 812', '"code": "much"', "models → a.onnx → figures → code: "],
    ['"inputs": 8192', '"inputs": 0.5', "models → a.onnx → bits → inputs: "],
    [`"model": "${DIGEST}"`, '"model": "ab"', "models → a.onnx → model: "],
    ['"against": null', '"again": null', "models → b.onnx --form table"],
  ])("%s in the place of %s", (before, after, where) => {
    expect(told(TEXT.replace(before, after))).toMatchObject({ id: "baseline-unreadable", note: expect.stringContaining(where) as string });
  });
});
