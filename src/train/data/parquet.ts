// Reads an Apache Parquet file into a table of numbers. Decodes nothing itself: hyparquet does. Chooses no columns.

import type { FileMetaData } from "hyparquet";
import { parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { columnNames } from "./column-names.ts";
import { ColumnReader } from "./column-reader.ts";
import { checkDistinct } from "./headers.ts";
import { COMPRESSORS } from "./parquet-compressors.ts";
import { checkPages } from "./parquet-pages.ts";
import type { Table } from "./table.ts";
import { dataError, placeOfColumn } from "./table.ts";
import type { TableLimits } from "./table-limits.ts";
import { checkColumnCount, TABLE_LIMITS } from "./table-limits.ts";

/** A column of the file's top level. */
interface Field {
  readonly header: string;
  /** From 1. */
  readonly number: number;
  /** Whether its cells are single values, no lists or structures. */
  readonly isFlat: boolean;
  /** Whether cells may be missing. */
  readonly isOptional: boolean;
}

/** As pandas calls an index that has no name. */
const NAMELESS_INDEX = /^__index_level_\d+__$/;

/** A file that is encrypted as a whole ends with these bytes. */
const ENCRYPTED_MAGIC = "PARE";

/**
 * The table in the bytes of a Parquet file. Numbers of every type become the nearest float64, true and false 1 and 0, null is a missing
 * cell, texts are read as those of CSV are, dates are texts. Columns of lists and structures, and the nameless index of pandas, are left out
 * and said to be. Row k is line k, from 1.
 *
 * @throws DiagnosticError (model): a file that cannot be decoded, too many cells or columns, names given twice, no samples, no columns.
 */
export async function readParquet(bytes: ArrayBuffer, file: string, limits: TableLimits = TABLE_LIMITS): Promise<Table> {
  try {
    return await tableIn(bytes, file, limits);
  } catch (error) {
    if (error instanceof DiagnosticError || !(error instanceof Error)) throw error;
    throw dataError("data-malformed", file, {
      message: "the Parquet file cannot be read",
      note: endsWith(bytes, ENCRYPTED_MAGIC) ? "it is encrypted" : error.message,
      hint: "write it again, without encryption and not cut short, or as CSV",
    });
  }
}

async function tableIn(bytes: ArrayBuffer, file: string, limits: TableLimits): Promise<Table> {
  const source = { byteLength: bytes.byteLength, slice: (start: number, end?: number) => bytes.slice(start, end) };
  // Coordinates of maps are columns that are not read: what a file says of them is not looked at, for hyparquet trusts it in a loop.
  const metadata = await parquetMetadataAsync(source, { geoparquet: false });
  const fields = fieldsOf(metadata);
  const flat = fields.filter(({ isFlat }) => isFlat);
  const rows = Number(metadata.num_rows);
  checkSize(rows, flat, file, limits);
  checkPages(bytes, metadata, new Map(flat.map(({ header, isOptional }) => [header, isOptional])));
  const readers = new Map(flat.map(({ header }) => [header, new ColumnReader(false)] as const));
  // hyparquet does not wait for what is done with a chunk: an error there would end the process.
  const failures: Error[] = [];
  let first = 0;
  // One group of rows after the other: no more than one is unpacked at a time.
  for (const group of metadata.row_groups) {
    const end = first + Number(group.num_rows);
    await parquetRead({
      file: source, metadata, compressors: COMPRESSORS, columns: [...readers.keys()], rowStart: first, rowEnd: end,
      onChunk: ({ columnName, columnData }) => {
        const reader = readers.get(columnName);
        try {
          if (reader !== undefined) for (const value of columnData) take(reader, value);
        } catch (error) {
          failures.push(error instanceof Error ? error : new Error(String(error)));
        }
      },
    });
    if (failures.length > 0) throw failures[0];
    first = end;
  }
  return finished(readers, fields, rows, file);
}

function fieldsOf(metadata: FileMetaData): readonly Field[] {
  return parquetSchema(metadata).children.map(({ element: { name, repetition_type: repetition }, children }, position) => ({
    header: name,
    number: position + 1,
    isFlat: children.length === 0 && repetition !== "REPEATED",
    isOptional: repetition !== "REQUIRED",
  })).filter(({ header }) => !NAMELESS_INDEX.test(header));
}

function checkSize(rows: number, flat: readonly Field[], file: string, limits: TableLimits): void {
  checkColumnCount(flat.length, file, limits);
  if (rows === 0 || flat.length === 0) {
    throw dataError("data-samples-missing", file, {
      message: rows === 0 ? "the file has no rows" : "the file has no columns of numbers or texts",
      hint: "it needs a column for each input and output, and a row for each sample",
    });
  }
  checkDistinct(flat.map(({ header }) => header.trim()), (position) => placeOfColumn(file, flat[position]));
  if (rows * flat.length <= limits.cells) return;
  throw dataError("data-too-large", file, {
    message: `the file has more than ${limits.cells} cells`,
    note: `it has ${rows} rows of ${flat.length} columns`,
    hint: "train on a part of the rows, or remove columns that are not needed",
  });
}

/** What a Parquet column of single values holds, as hyparquet gives it. */
function take(reader: ColumnReader, value: unknown): void {
  if (typeof value === "number" && Number.isFinite(Math.fround(value))) reader.pushNumber(value);
  else if (typeof value === "bigint" || typeof value === "boolean") reader.pushNumber(Number(value));
  else if (value === null || value === undefined) reader.push("");
  else if (value instanceof Date) reader.push(textOfDate(value));
  // NaN, infinities and what float32 cannot hold are refused in the words that are used for cells of CSV.
  else reader.push(typeof value === "string" || typeof value === "number" ? String(value) : "an object");
}

/** As ISO 8601 has it, a day alone where it is midnight. Formats hold dates that JavaScript does not. */
function textOfDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? "a date beyond the year 275760" : date.toISOString().replace(/T00:00:00\.000Z$/, "");
}

function finished(readers: ReadonlyMap<string, ColumnReader>, fields: readonly Field[], rows: number, file: string): Table {
  const flat = fields.flatMap((field) => {
    const reader = readers.get(field.header);
    return field.isFlat && reader !== undefined ? [{ ...field, header: field.header.trim(), reader }] : [];
  });
  const names = columnNames(flat.map(({ header }) => header));
  const nested = fields.filter(({ isFlat }) => !isFlat).map(({ header }) => header);
  return {
    file,
    columns: flat.map(({ header, number, reader }, position) => reader.finish(number, header, names[position], ".")),
    lines: Uint32Array.from({ length: rows }, (_, row) => row + 1),
    notes: [
      "the rows of the Parquet file are called lines, from 1",
      ...(nested.length === 0 ? [] : [`columns of lists or structures are left out: ${nested.join(", ")}`]),
    ],
  };
}

function endsWith(bytes: ArrayBuffer, magic: string): boolean {
  return new TextDecoder("latin1").decode(bytes.slice(-magic.length)) === magic;
}
