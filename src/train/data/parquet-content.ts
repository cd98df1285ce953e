// Looks at what is in a page of a Parquet column before it is decoded: at the runs that say which values are missing, and at those of the values
// themselves. Decodes no values.

import type { Compressors, DataPageHeader, Encoding, PageHeader } from "hyparquet";
import { unpacked } from "./parquet-compressors.ts";
import { checkBlocks, countOnes, skipDifferences, type Reader } from "./parquet-runs.ts";

/** Encodings whose numbers are written as runs, and as differences. */
const RUNS: ReadonlySet<Encoding> = new Set<Encoding>(["RLE", "PLAIN_DICTIONARY", "RLE_DICTIONARY"]);
const DIFFERENCES: ReadonlySet<Encoding> = new Set<Encoding>(["DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"]);

const WRONG_SIZE = "the size of a page is wrong";

/** What a column says of its pages. */
export interface ColumnKind {
  readonly type: string;
  readonly codec: keyof Compressors;
  /** Whether values may be missing. */
  readonly isOptional: boolean;
}

export type SecondHeader = NonNullable<PageHeader["data_page_header_v2"]>;

export interface PackedPage {
  readonly bytes: Uint8Array;
  /** What they become. */
  readonly unpackedSize: number;
}

/** Of a data page of the first version. @throws Error where what is in it would keep a decoder at work for good, or is cut short. */
export function checkFirstVersion({ num_values: count, encoding }: DataPageHeader, kind: ColumnKind, { bytes, unpackedSize }: PackedPage): void {
  if (count === 0 || (!kind.isOptional && !RUNS.has(encoding) && !DIFFERENCES.has(encoding))) return;
  const reader = readerOf(unpacked(kind.codec, bytes, unpackedSize));
  const present = kind.isOptional ? presentAfterLength(reader, count) : count;
  if (!RUNS.has(encoding)) checkDifferences(reader, encoding, present);
  else if (kind.type === "BOOLEAN") checkTruthValues(reader, present);
  else {
    const width = reader.view.getUint8(reader.offset++);
    // Of no bits there is nothing to be read.
    if (width > 0) countOnes(reader, width, present);
  }
}

/** Of one of the second version, whose first part is never packed. @throws as `checkFirstVersion`. */
export function checkSecondVersion(header: SecondHeader, kind: ColumnKind, { bytes, unpackedSize }: PackedPage): void {
  const { num_values: count, num_nulls: missing, encoding, definition_levels_byte_length: ofMissing, repetition_levels_byte_length: ofLists } = header;
  // Where a header says nothing of them, a decoder would read the first byte again and again.
  if (![ofLists, ofMissing].every((length) => Number.isInteger(length) && length >= 0) || ofLists + ofMissing > bytes.length) throw new Error(WRONG_SIZE);
  if (kind.isOptional) countOnes({ view: viewOf(bytes), offset: ofLists }, 1, count);
  if (count === missing || (!RUNS.has(encoding) && !DIFFERENCES.has(encoding))) return;
  const size = unpackedSize - ofMissing - ofLists;
  const values = bytes.subarray(ofLists + (kind.isOptional ? ofMissing : 0));
  const reader = readerOf(header.is_compressed === false || size === 0 ? values : unpacked(kind.codec, values, size));
  const present = count - missing;
  if (!RUNS.has(encoding)) checkDifferences(reader, encoding, present);
  else if (encoding === "RLE") checkTruthValues(reader, present);
  else countOnes(reader, reader.view.getUint8(reader.offset++), present);
}

/** The values that are there, by the runs behind their length. */
function presentAfterLength(reader: Reader, count: number): number {
  const length = reader.view.getUint32(reader.offset, true);
  const start = reader.offset + 4;
  const present = countOnes({ view: reader.view, offset: start }, 1, count);
  reader.offset = start + length;
  return present;
}

function checkTruthValues(reader: Reader, count: number): void {
  reader.offset += 4;
  countOnes(reader, 1, count);
}

function checkDifferences(reader: Reader, encoding: Encoding, count: number): void {
  if (count === 0 || !DIFFERENCES.has(encoding)) return;
  // Texts have lengths of what they share with the one before them, then of the rest.
  if (encoding === "DELTA_BYTE_ARRAY") skipDifferences(reader, count);
  checkBlocks(reader);
}

function readerOf(bytes: Uint8Array): Reader {
  return { view: viewOf(bytes), offset: 0 };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
