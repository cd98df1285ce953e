// Reads the records of CSV (RFC 4180) from text, with the lines on which they begin. Reads no numbers.

import { CsvError, parse } from "csv-parse/sync";
import { withoutBlankLines, type WithoutBlankLines } from "./blank-lines.ts";
import type { Delimiter } from "./delimiter.ts";
import { lineBreaks } from "./line-breaks.ts";
import type { CellProblem } from "./table.ts";
import { dataError } from "./table.ts";

export interface NumberedRecord {
  readonly cells: readonly string[];
  /** Of the file, from 1. */
  readonly line: number;
}

export interface NumberedRecords {
  readonly records: readonly NumberedRecord[];
  /** The one behind the text. */
  readonly nextLine: number;
}

/**
 * The records of a text that ends with one, without blank lines.
 *
 * @param firstLine the line of the file on which the text begins.
 * @throws DiagnosticError (model) for misplaced quotes.
 */
export function readRecords(text: string, delimiter: Delimiter, file: string, firstLine: number): NumberedRecords {
  const left = withoutBlankLines(text);
  try {
    return numbered(parsed(left.text, delimiter), left, firstLine);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const before = typeof error.records === "number" ? error.records : 0;
    const line = numbered(before === 0 ? [] : parsed(left.text, delimiter, before), left, firstLine).nextLine;
    const column = typeof error.column === "number" ? `, column ${error.column + 1}` : "";
    throw dataError("data-malformed", `${file}: line ${line}${column}`, quoteProblem(error));
  }
}

function parsed(text: string, delimiter: Delimiter, count?: number): readonly (readonly string[])[] {
  return parse(text, {
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: 0,
    ...(count === undefined ? {} : { to: count }),
  });
}

/** Quoted cells may go over several lines. */
function numbered(records: readonly (readonly string[])[], { blankBefore }: WithoutBlankLines, firstLine: number): NumberedRecords {
  let line = firstLine + (blankBefore.get(0) ?? 0);
  const withLines = records.map((cells, number) => {
    const record = { cells, line };
    line = cells.reduce((next, cell) => next + lineBreaks(cell), line + 1) + (blankBefore.get(number + 1) ?? 0);
    return record;
  });
  return { records: withLines, nextLine: line };
}

function quoteProblem({ code, message }: CsvError): CellProblem {
  const hint = 'put the whole cell in quotes, and write a quote within it twice: "a ""b"" c"';
  if (code === "CSV_QUOTE_NOT_CLOSED") return { message: "a quote is opened and never closed", hint };
  if (code === "CSV_INVALID_CLOSING_QUOTE") return { message: "text follows a closing quote", hint };
  if (code === "INVALID_OPENING_QUOTE") return { message: "a quote begins in the middle of a cell", hint };
  return { message: "the file is not CSV", note: message, hint: "save or export it as CSV again" };
}
