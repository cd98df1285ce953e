// Bytes of data files: UTF-8 is decoded, all else refused with what it is.

import { expect, test } from "vitest";
import { TextDecoding } from "../../../src/train/data/decode-text.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const hint = "save or export it as CSV, encoded in UTF-8";

/** The bytes in parts of so many. */
function decodeText(bytes: Uint8Array, file: string, part = Infinity): string {
  const decoding = new TextDecoding(file);
  let text = "";
  for (let from = 0; from < bytes.length; from += part) {
    const some = Buffer.from(Uint8Array.from(bytes.subarray(from, from + part)));
    text += decoding.push(some);
    // As a stream does that reads into the same memory again.
    some.fill(0xff);
  }
  return text + decoding.finish();
}

test("UTF-8 with and without a byte order mark", () => {
  expect(decodeText(Buffer.from("°C,y\n1,2"), "t.csv")).toBe("°C,y\n1,2");
  expect(decodeText(Buffer.from("\ufeffx,y"), "t.csv")).toBe("x,y");
});

test.each([1, 2, 3, 5, 7])("in parts of %d bytes", (part) => {
  const text = "x°,y €\r\n1,2\r3,𝄞\n\n\ufeff5,6";
  expect(decodeText(Buffer.from(text), "t.csv", part)).toBe(text);
  expect(decodeText(Buffer.from(`\ufeff${text}`), "t.csv", part)).toBe(text);
});

test("a line that is longer than what waits for its end keeps its characters whole", () => {
  const text = `x,y\n${"€".repeat(2 ** 24)}\n`;
  expect(decodeText(Buffer.from(text), "t.csv", 2 ** 22 + 1) === text).toBe(true);
});

test.each([
  ["a spreadsheet", Buffer.from("PK\x03\x04xl"), { place: "t.csv", message: "the file is not a text file", note: "it is a spreadsheet or another archive", hint }],
  ["UTF-16", Buffer.from("\ufeffx,y\n1,2", "utf16le"), { place: "t.csv", message: "the file is encoded in UTF-16", hint }],
  ["binary data", Buffer.from([0x78, 0, 0x79]), { place: "t.csv", message: "the file is not a text file", note: "it contains bytes of value 0", hint }],
  ["Latin-1", Buffer.from("x,y\r\n1,2\r\n3,4 \xb0C", "latin1"), { place: "t.csv: line 3", message: "a character is not encoded in UTF-8", hint }],
])("%s", (_, bytes, expected) => {
  for (const part of [Infinity, 1, 2, 3]) expect(thrownDiagnostic(() => decodeText(bytes, "t.csv", part))).toEqual({ category: "model", ...expected });
});
