// Reads CSV (RFC 4180) into a table of numbers: a header with names, then a line per sample. Chooses no columns.

import { CsvError, parse } from "csv-parse/sync";
import { isMissing, readCell, type DecimalSign } from "./cell.ts";
import { columnNames } from "./column-names.ts";
import type { Delimiter } from "./delimiter.ts";
import { DELIMITER_NAMES, detectDelimiter } from "./delimiter.ts";
import { withoutPreamble } from "./preamble.ts";
import type { CellProblem, Column, ColumnWords, Table } from "./table.ts";
import { dataError, MOST_WORDS } from "./table.ts";

/** Bytes of a file, to be checked before it is read. */
export const MAXIMUM_DATA_BYTES = 2 ** 26;
/** Of a table, the header included: each costs some 50 bytes while it is read. */
export const MAXIMUM_CELLS = 2 ** 22;

const LINE_BREAK = /\r\n|\n|\r/g;

interface NumberedRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * The table in a text. Columns are separated by commas, semicolons or tabs, lines end in LF, CRLF or CR, a byte order
 * mark, blank lines, comments (`# …`), `sep=;` and separators at the ends of lines are skipped. Where columns are not separated by commas,
 * numbers may have decimal commas. A line of units below the names becomes part of them, `temp [degC]`. Cells that are no numbers are kept
 * as problems: only columns that are used need to be numbers.
 *
 * @throws DiagnosticError (model): no text, too many cells, misplaced quotes, no header, names given twice, no samples,
 * lines with more or fewer cells than the header.
 */
export function parseCsv(text: string, file: string): Table {
  const { text: content, declared } = withoutPreamble(text.startsWith("\ufeff") ? text.slice(1) : text);
  if (content.trim() === "") {
    throw dataError("data-samples-missing", file, {
      message: "the file is empty",
      hint: "it needs a line of names, such as x,y, and a line for each sample",
    });
  }
  const delimiter = declared ?? detectDelimiter(content, file);
  checkCellCount(content, delimiter, file);
  const [header, ...records] = numbered(readRecords(content, delimiter, file)).filter(({ cells }) => !isBlank(cells));
  const headers = readHeaders(header, file);
  const samples = records.filter((record) => !isComment(record)).map((record) => withoutSurplus(record, headers.length));
  const decimal = decimalOf(samples, delimiter);
  const [units, rows] = splitUnits(samples, decimal);
  if (rows.length === 0) {
    throw dataError("data-samples-missing", file, {
      message: "the file has names but no samples",
      hint: "add a line of numbers for each sample",
    });
  }
  checkLengths(rows, headers.length, delimiter, file);
  const titles = headers.map((given, position) => withUnit(given, units?.cells[position] ?? ""));
  const names = columnNames(titles);
  const columns = titles.map((given, position) => readColumn(rows, position, [given, names[position]], decimal));
  return {
    file,
    columns: columns.filter((column, position) => !isEmpty(column, position, rows)),
    lines: Uint32Array.from(rows, ({ line }) => line),
    notes: [
      ...(decimal === "," ? ["the commas in numbers are taken for decimal ones: 1,5 is one and a half"] : []),
      ...(units === undefined ? [] : [`line ${units.line} is taken for the units of the columns`]),
    ],
  };
}

/** A line that begins with `#`, unless it has a number in a later cell: it may be a sample whose first column is text. */
function isComment({ cells: [first, ...others] }: NumberedRecord): boolean {
  return first.startsWith("#") && !others.some((cell) => DECIMAL_COMMA.test(cell.trim()) || typeof readCell(cell) === "number");
}

/** Separators at the end of a line beyond its last cell, as spreadsheets leave them. */
function withoutSurplus(record: NumberedRecord, expected: number): NumberedRecord {
  const { cells, line } = record;
  if (cells.length <= expected || cells.slice(expected).some((cell) => cell.trim() !== "")) return record;
  return { cells: cells.slice(0, expected), line };
}

/** A column without a name and without cells: lines that end in a separator have one. */
function isEmpty({ header }: Column, position: number, rows: readonly NumberedRecord[]): boolean {
  return header === "" && rows.every(({ cells }) => cells[position].trim() === "");
}

const DECIMAL_COMMA = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;

/** A comma where commas do not separate columns and some cells have one among their digits, but none a point. */
function decimalOf(rows: readonly NumberedRecord[], delimiter: Delimiter): DecimalSign {
  if (delimiter === ",") return ".";
  let hasComma = false;
  for (const { cells } of rows) {
    for (const cell of cells) {
      const trimmed = cell.trim();
      if (DECIMAL_COMMA.test(trimmed)) hasComma = true;
      else if (trimmed.includes(".") && typeof readCell(trimmed) === "number") return ".";
    }
  }
  return hasComma ? "," : ".";
}

/** A line of units below the names: none of its cells is a number, and some of the next line are. */
function splitUnits(rows: readonly NumberedRecord[], decimal: DecimalSign): readonly [NumberedRecord | undefined, readonly NumberedRecord[]] {
  const [first, second] = rows;
  const hasNumber = (row: NumberedRecord): boolean => row.cells.some((cell) => typeof readCell(cell, decimal) === "number");
  const isUnits = rows.length > 1 && !hasNumber(first) && hasNumber(second) && !first.cells.some((cell) => isMissing(cell) && cell.trim() !== "" && cell.trim() !== "-");
  return isUnits ? [first, rows.slice(1)] : [undefined, rows];
}

/** `temp [degC]` of `temp` and `degC`, `[degC]` or `(degC)`. */
function withUnit(header: string, unit: string): string {
  const trimmed = unit.trim().replace(/^[[(](.*)[\])]$/, "$1").trim();
  return header === "" || trimmed === "" || trimmed === "-" ? header : `${header} [${trimmed}]`;
}

/** Counts line ends and delimiters, quoted ones too: never less than there are cells. */
function checkCellCount(text: string, delimiter: Delimiter, file: string): void {
  const [separator, feed, carriage] = [delimiter.charCodeAt(0), 10, 13];
  let cells = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === separator || code === feed || (code === carriage && text.charCodeAt(i + 1) !== feed)) cells++;
  }
  if (cells <= MAXIMUM_CELLS) return;
  throw dataError("data-too-large", file, {
    message: `the file has ${cells} cells`,
    note: `at most ${MAXIMUM_CELLS} are allowed`,
    hint: "train on a part of the lines, or remove columns that are not needed",
  });
}

function readRecords(text: string, delimiter: Delimiter, file: string, count?: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      max_record_size: 0,
      ...(count === undefined ? {} : { to: count }),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const before = typeof error.records === "number" ? error.records : 0;
    const line = before === 0 ? 1 : nextLine(numbered(readRecords(text, delimiter, file, before)).at(-1));
    const column = typeof error.column === "number" ? `, column ${error.column + 1}` : "";
    throw dataError("data-malformed", `${file}: line ${line}${column}`, quoteProblem(error));
  }
}

function quoteProblem({ code, message }: CsvError): CellProblem {
  const hint = 'put the whole cell in quotes, and write a quote within it twice: "a ""b"" c"';
  if (code === "CSV_QUOTE_NOT_CLOSED") return { message: "a quote is opened and never closed", hint };
  if (code === "CSV_INVALID_CLOSING_QUOTE") return { message: "text follows a closing quote", hint };
  if (code === "INVALID_OPENING_QUOTE") return { message: "a quote begins in the middle of a cell", hint };
  return { message: "the file is not CSV", note: message, hint: "save or export it as CSV again" };
}

function numbered(records: readonly (readonly string[])[]): readonly NumberedRecord[] {
  let line = 1;
  return records.map((cells) => {
    const record = { cells, line };
    line = nextLine(record);
    return record;
  });
}

/** Quoted cells may go over several lines. */
function nextLine(record: NumberedRecord | undefined): number {
  if (record === undefined) return 1;
  return record.cells.reduce((line, cell) => line + (cell.match(LINE_BREAK)?.length ?? 0), record.line + 1);
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

function readHeaders({ cells, line }: NumberedRecord, file: string): readonly string[] {
  const place = `${file}: line ${line}`;
  if (cells.every((cell) => typeof readCell(cell) === "number")) {
    throw dataError("data-malformed", place, {
      message: "the first line has numbers where names are expected",
      hint: `put a line of names before it, such as ${cells.map((_, position) => (position === cells.length - 1 ? "y" : `x${position + 1}`)).slice(-4).join(",")}`,
    });
  }
  const headers = cells.map((cell) => cell.trim());
  headers.forEach((header, position) => {
    const first = headers.indexOf(header);
    if (header === "" || first === position) return;
    throw dataError("data-malformed", `${place}, column ${position + 1} (${header})`, {
      message: `two columns are called '${header}'`,
      note: `the other is column ${first + 1}`,
      hint: "give each column a name of its own",
    });
  });
  return headers;
}

function checkLengths(rows: readonly NumberedRecord[], expected: number, delimiter: Delimiter, file: string): void {
  const ragged = rows.find(({ cells }) => cells.length !== expected);
  if (ragged === undefined) return;
  const { length } = ragged.cells;
  throw dataError("data-malformed", `${file}: line ${ragged.line}`, {
    message: `the line has ${length === 1 ? "one cell" : `${length} cells`}`,
    note: `the header has ${expected} names, separated by ${DELIMITER_NAMES[delimiter]}`,
    hint:
      delimiter === "," && length === 2 * expected
        ? "where these are decimal commas, write decimal points: 1.5"
        : "give every line as many cells as there are names",
  });
}

function readColumn(rows: readonly NumberedRecord[], position: number, [header, name]: readonly [string, string], decimal: DecimalSign): Column {
  const values = new Float64Array(rows.length);
  let refused: Column["refused"];
  const missing: number[] = [];
  rows.forEach(({ cells }, row) => {
    const read = readCell(cells[position], decimal);
    values[row] = typeof read === "number" ? read : NaN;
    if (typeof read === "number") return;
    refused ??= { row, problem: read };
    if (isMissing(cells[position])) missing.push(row);
  });
  const words = refused === undefined ? undefined : wordsOf(rows, position, values);
  return { header, name, number: position + 1, values, refused, missing: Uint32Array.from(missing), words };
}

/** @param values of the rows, NaN where the cell is no number. */
function wordsOf(rows: readonly NumberedRecord[], position: number, values: Float64Array): ColumnWords | undefined {
  const known = new Map<string, number>();
  const codes = new Int32Array(rows.length).fill(-1);
  let hasWord = false;
  for (let row = 0; row < rows.length; row++) {
    const cell = rows[row].cells[position];
    if (isMissing(cell)) continue;
    const word = cell.trim();
    hasWord ||= Number.isNaN(values[row]);
    const code = known.get(word) ?? known.size;
    if (code === MOST_WORDS) return undefined;
    known.set(word, code);
    codes[row] = code;
  }
  return hasWord ? { list: [...known.keys()], codes } : undefined;
}
