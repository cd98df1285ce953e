// Decodes the bytes of a data file as they come. Knows text from what only looks like a table to its owner.

import { copied, joinedBytes } from "../../numeric/bytes.ts";
import { lineBreaks } from "./line-breaks.ts";
import { dataError } from "./table.ts";

const AS_CSV = "save or export it as CSV, encoded in UTF-8";
/** `ARROW1`, as files of Arrow begin, which Feather calls its own. */
const ARROW_MAGIC = [...new TextEncoder().encode("ARROW1")];
/** As many tell a file that is no text. */
const MARK_BYTES = 6;
const [FEED, CARRIAGE] = [10, 13];
/** Bytes without a line break that wait for one. */
const MOST_WAITING = 2 ** 25;

/** UTF-8, without its byte order mark. */
export class TextDecoding {
  private readonly file: string;
  private waiting = new Uint8Array();
  private isBegun = false;
  /** Line breaks in what is decoded. */
  private breaks = 0;

  /** @param file as messages call it. */
  constructor(file: string) {
    this.file = file;
  }

  /**
   * The text of whole lines, or an empty one; what follows the last line break waits. The bytes may be overwritten afterwards.
   *
   * @throws DiagnosticError (model) for archives and spreadsheets, UTF-16, other binary files and invalid UTF-8.
   */
  push(bytes: Uint8Array): string {
    const all = this.waiting.length === 0 ? bytes : joinedBytes([this.waiting, bytes]);
    if (!this.isBegun && all.length < MARK_BYTES) {
      this.waiting = copied(all);
      return "";
    }
    this.check(all, bytes);
    const end = endOfLines(all);
    const taken = end === 0 && all.length > MOST_WAITING ? endOfCharacters(all) : end;
    this.waiting = copied(all.subarray(taken));
    return this.decode(all.subarray(0, taken));
  }

  /** The rest. @throws DiagnosticError as `push`. */
  finish(): string {
    this.check(this.waiting, this.waiting);
    return this.decode(this.waiting);
  }

  /** @param all of the file so far, where nothing is decoded yet. */
  private check(all: Uint8Array, added: Uint8Array): void {
    if (!this.isBegun) this.checkMarks(all);
    if (added.includes(0)) throw this.noText("it contains bytes of value 0");
  }

  private decode(bytes: Uint8Array): string {
    const text = this.decoded(bytes, !this.isBegun);
    this.isBegun ||= bytes.length > 0;
    this.breaks += lineBreaks(text);
    return text;
  }

  private decoded(bytes: Uint8Array, mayHaveMark: boolean): string {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: !mayHaveMark }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      // Without `fatal`, the first character that is none is replaced by U+FFFD.
      const [before] = new TextDecoder().decode(bytes).split("\ufffd", 1);
      const line = this.breaks + lineBreaks(before) + 1;
      throw dataError("data-no-text", `${this.file}: line ${line}`, { message: "a character is not encoded in UTF-8", hint: AS_CSV });
    }
  }

  private checkMarks(bytes: Uint8Array): void {
    const begins = (...expected: readonly number[]): boolean => expected.every((byte, position) => bytes[position] === byte);
    if (begins(0x50, 0x4b, 0x03, 0x04)) throw this.noText("it is a spreadsheet or another archive");
    if (begins(...ARROW_MAGIC)) {
      throw dataError("data-no-text", this.file, { message: "the file is an Arrow file", hint: "write it as Parquet or CSV: to_parquet of pandas, write_parquet of Polars" });
    }
    if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) {
      throw dataError("data-no-text", this.file, { message: "the file is encoded in UTF-16", hint: AS_CSV });
    }
  }

  private noText(note: string): Error {
    return dataError("data-no-text", this.file, { message: "the file is not a text file", note, hint: AS_CSV });
  }
}

/** Behind the last line break: no character of several bytes has one in it. A carriage return at the end may be half of one. */
function endOfLines(bytes: Uint8Array): number {
  const feed = bytes.lastIndexOf(FEED);
  return feed >= 0 ? feed + 1 : bytes.subarray(0, -1).lastIndexOf(CARRIAGE) + 1;
}

/** In front of the last character: some of its bytes may be missing. */
function endOfCharacters(bytes: Uint8Array): number {
  let end = bytes.length - 1;
  while (end > 0 && (bytes[end] & 0xc0) === 0x80) end--;
  return end;
}
