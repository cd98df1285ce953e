// Bytes of data files: UTF-8 is decoded, all else refused with what it is.

import { expect, test } from "vitest";
import { decodeText } from "../../../src/train/data/decode-text.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const hint = "save or export it as CSV, encoded in UTF-8";

test("UTF-8 with and without a byte order mark", () => {
  expect(decodeText(Buffer.from("°C,y\n1,2"), "t.csv")).toBe("°C,y\n1,2");
  expect(decodeText(Buffer.from("\ufeffx,y"), "t.csv")).toBe("x,y");
});

test.each([
  ["a spreadsheet", Buffer.from("PK\x03\x04xl"), { place: "t.csv", message: "the file is not a text file", note: "it is a spreadsheet or another archive", hint }],
  ["UTF-16", Buffer.from("\ufeffx,y\n1,2", "utf16le"), { place: "t.csv", message: "the file is encoded in UTF-16", hint }],
  ["binary data", Buffer.from([0x78, 0, 0x79]), { place: "t.csv", message: "the file is not a text file", note: "it contains bytes of value 0", hint }],
  ["Latin-1", Buffer.from("x,y\r\n1,2\r\n3,4 \xb0C", "latin1"), { place: "t.csv: line 3", message: "a character is not encoded in UTF-8", hint }],
])("%s", (_, bytes, expected) => {
  expect(thrownDiagnostic(() => decodeText(bytes, "t.csv"))).toEqual({ category: "model", ...expected });
});
