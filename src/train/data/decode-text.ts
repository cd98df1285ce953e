// Decodes the bytes of a data file. Knows text from what only looks like a table to its owner.

import { dataError } from "./table.ts";

const AS_CSV = "save or export it as CSV, encoded in UTF-8";

/**
 * The text of a UTF-8 file, without its byte order mark.
 *
 * @throws DiagnosticError (model) for archives and spreadsheets, UTF-16, other binary files and invalid UTF-8.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const begins = (...expected: readonly number[]): boolean => expected.every((byte, position) => bytes[position] === byte);
  const notText = (note: string) => dataError("data-no-text", file, { message: "the file is not a text file", note, hint: AS_CSV });
  if (begins(0x50, 0x4b, 0x03, 0x04)) throw notText("it is a spreadsheet or another archive");
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) {
    throw dataError("data-no-text", file, { message: "the file is encoded in UTF-16", hint: AS_CSV });
  }
  if (bytes.includes(0)) throw notText("it contains bytes of value 0");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Without `fatal`, the first character that is none is replaced by U+FFFD.
    const [before] = new TextDecoder().decode(bytes).split("\ufffd", 1);
    const line = before.split(/\r\n|\n|\r/).length;
    throw dataError("data-no-text", `${file}: line ${line}`, { message: "a character is not encoded in UTF-8", hint: AS_CSV });
  }
}
