// Reads the records of CSV (RFC 4180) from text, with the lines on which they begin. Reads no numbers.

import { CsvError, parse } from "csv-parse/sync";
import type { Delimiter } from "./delimiter.ts";
import { lineBreaks } from "./line-breaks.ts";
import type { CellProblem } from "./table.ts";
import { dataError } from "./table.ts";

export interface NumberedRecord {
  readonly cells: readonly string[];
  /** Of the file, from 1. */
  readonly line: number;
}

/**
 * All records of a text that ends with one, blank lines among them.
 *
 * @param firstLine the line of the file on which the text begins.
 * @throws DiagnosticError (model) for misplaced quotes.
 */
export function readRecords(text: string, delimiter: Delimiter, file: string, firstLine: number): readonly NumberedRecord[] {
  try {
    return numbered(parsed(text, delimiter), firstLine);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const before = typeof error.records === "number" ? error.records : 0;
    const line = before === 0 ? firstLine : nextLine(numbered(parsed(text, delimiter, before), firstLine).at(-1), firstLine);
    const column = typeof error.column === "number" ? `, column ${error.column + 1}` : "";
    throw dataError("data-malformed", `${file}: line ${line}${column}`, quoteProblem(error));
  }
}

/** The line after a record, or `firstLine` where there is none. Quoted cells may go over several lines. */
export function nextLine(record: NumberedRecord | undefined, firstLine: number): number {
  if (record === undefined) return firstLine;
  return record.cells.reduce((line, cell) => line + lineBreaks(cell), record.line + 1);
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

function numbered(records: readonly (readonly string[])[], firstLine: number): readonly NumberedRecord[] {
  let line = firstLine;
  return records.map((cells) => {
    const record = { cells, line };
    line = nextLine(record, firstLine);
    return record;
  });
}

function quoteProblem({ code, message }: CsvError): CellProblem {
  const hint = 'put the whole cell in quotes, and write a quote within it twice: "a ""b"" c"';
  if (code === "CSV_QUOTE_NOT_CLOSED") return { message: "a quote is opened and never closed", hint };
  if (code === "CSV_INVALID_CLOSING_QUOTE") return { message: "text follows a closing quote", hint };
  if (code === "INVALID_OPENING_QUOTE") return { message: "a quote begins in the middle of a cell", hint };
  return { message: "the file is not CSV", note: message, hint: "save or export it as CSV again" };
}
