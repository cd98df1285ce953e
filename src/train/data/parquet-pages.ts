// Goes through the pages of a Parquet file before it is decoded: hyparquet believes what their headers say, and a page of a few bytes that says
// it has thousands of millions of values, or that the next one lies before it, would keep it at work for good. What is in a page is for
// parquet-content.ts to look at. Decodes no values.

import type { Compressors, PageHeader } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { checkFirstVersion, checkSecondVersion, type ColumnKind } from "./parquet-content.ts";

/** What is gone by of a file's metadata. */
export interface PagedFile {
  readonly num_rows: bigint;
  readonly row_groups: readonly {
    readonly num_rows: bigint;
    readonly columns: readonly { readonly meta_data?: PagedColumn | undefined }[];
  }[];
}

interface PagedColumn {
  readonly path_in_schema: readonly string[];
  readonly type: string;
  readonly codec: keyof Compressors;
  readonly num_values: bigint;
  readonly total_compressed_size: bigint;
  readonly data_page_offset: bigint;
  readonly dictionary_page_offset?: bigint | undefined;
}

/** What a page may expand to. */
const MOST_PAGE_BYTES = 2 ** 28;

/**
 * @param isOptional of the columns that are read, by their names: whether values may be missing. In other columns only headers are looked at, and
 * nothing in those of lists and structures.
 * @throws Error where the headers contradict the metadata or the file, and where what is in a page does.
 */
export function checkPages(bytes: ArrayBuffer, { num_rows: rows, row_groups: groups }: PagedFile, isOptional: ReadonlyMap<string, boolean>): void {
  if (groups.reduce((sum, group) => sum + group.num_rows, 0n) !== rows) throw new Error("its groups of rows do not have as many rows as it says");
  for (const { num_rows: rowsOfGroup, columns } of groups) {
    for (const { meta_data: column } of columns) {
      if (column?.path_in_schema.length !== 1) continue;
      if (column.num_values !== rowsOfGroup) throw new Error("a column does not have as many values as there are rows");
      const optional = isOptional.get(column.path_in_schema[0]);
      checkColumn(bytes, column, optional === undefined ? undefined : { type: column.type, codec: column.codec, isOptional: optional });
    }
  }
}

function checkColumn(bytes: ArrayBuffer, column: PagedColumn, kind: ColumnKind | undefined): void {
  const { num_values: values, total_compressed_size: size, data_page_offset: data, dictionary_page_offset: dictionary } = column;
  const start = Number(dictionary === undefined || dictionary === 0n ? data : dictionary);
  const length = Number(size);
  if (start < 0 || length < 0 || start + length > bytes.byteLength) throw new Error("a column lies outside of the file");
  const reader = { view: new DataView(bytes, start, length), offset: 0 };
  let left = Number(values);
  while (left > 0 && reader.offset < length - 1) {
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: entries } = header;
    if (!isWithin(packed, length - reader.offset) || !isWithin(unpacked, MOST_PAGE_BYTES)) throw new Error("the size of a page is wrong");
    const { count, missing } = countsOf(header);
    // An entry takes a bit at the least.
    if (!isWithin(count, left) || !isWithin(missing, count) || !isWithin(entries?.num_values ?? 0, 8 * unpacked)) {
      throw new Error("a page has more values than there can be");
    }
    const page = { bytes: new Uint8Array(bytes, start + reader.offset, packed), unpackedSize: unpacked };
    if (kind !== undefined && header.type === "DATA_PAGE" && first !== undefined) checkFirstVersion(first, kind, page);
    if (kind !== undefined && header.type === "DATA_PAGE_V2" && second !== undefined) checkSecondVersion(second, kind, page);
    left -= count;
    reader.offset += packed;
  }
}

/** The values of a data page, those that are missing among them; none of others. */
function countsOf({ type, data_page_header: first, data_page_header_v2: second }: PageHeader): { readonly count: number; readonly missing: number } {
  if (type === "DATA_PAGE_V2") return { count: second?.num_values ?? 0, missing: second?.num_nulls ?? 0 };
  return { count: type === "DATA_PAGE" ? (first?.num_values ?? 0) : 0, missing: 0 };
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
