// Reads samples from the bytes of a file as they come, CSV, Parquet or arrays of numpy: the first bytes tell. Opens none.

import { startSha256 } from "#sha256";
import { copied, joinedBytes, latin1Text } from "../numeric/bytes.ts";
import { TableReader } from "../train/data/csv.ts";
import { TextDecoding } from "../train/data/decode-text.ts";
import type { Table } from "../train/data/table.ts";
import { dataError } from "../train/data/table.ts";
import type { Samples } from "./choose-source.ts";
import { readNumpyTable } from "./numpy-table.ts";

/** What makes samples of bytes, part by part. */
export interface SamplesReader {
  /** The bytes may be overwritten afterwards. @throws DiagnosticError of category model where the bytes are no table of numbers. */
  push(bytes: Uint8Array): void;
  /** @throws DiagnosticError of category model likewise. */
  finish(): Promise<Samples>;
}

/** What makes a table of the bytes of one format. */
interface TableBytes {
  push(bytes: Uint8Array): void;
  finish(): Promise<Table>;
}

/** Of a Parquet file or of arrays, which are kept as a whole: their index is at the end. */
const MAXIMUM_WHOLE_BYTES = 2 ** 30;

/** As a Parquet file begins, an array of numpy, and an archive, whose first file has its name behind its header. */
const [PARQUET_MAGIC, ARRAY_MAGIC, ARCHIVE_MAGIC] = [[0x50, 0x41, 0x52, 0x31], [0x93, 0x4e, 0x55, 0x4d], [0x50, 0x4b, 0x03, 0x04]];
const MAGIC_BYTES = 4;
const ARCHIVE_NAME = { length: 26, start: 30 } as const;
const ARRAY_FILE = ".npy";

/**
 * @param called what messages call the file.
 * @param name what a model records as its name; what is no printable ASCII is written as `_`.
 */
export function samplesReader(called: string, name: string): SamplesReader {
  const hash = startSha256();
  let head: Uint8Array = new Uint8Array();
  let format: TableBytes | undefined;
  return {
    push(bytes) {
      hash.update(bytes);
      if (format !== undefined) {
        format.push(bytes);
        return;
      }
      const all = head.length === 0 ? bytes : joinedBytes([head, bytes]);
      if (all.length < headBytes(all)) {
        head = copied(all);
        return;
      }
      format = formatOf(all, called);
      format.push(all);
    },
    async finish() {
      if (format === undefined) {
        format = textBytes(called);
        format.push(head);
      }
      return { table: await format.finish(), name: name.replace(/[^\x20-\x7e]/g, "_"), sha256: hash.hex() };
    },
  };
}

/** Of all bytes at once. @throws DiagnosticError of category model where they are no table of numbers. */
export async function readSamples(bytes: Uint8Array, called: string, name: string): Promise<Samples> {
  const reader = samplesReader(called, name);
  reader.push(bytes);
  return await reader.finish();
}

function textBytes(called: string): TableBytes {
  const [decoding, table] = [new TextDecoding(called), new TableReader(called)];
  return {
    push: (bytes) => table.push(decoding.push(bytes)),
    finish() {
      table.push(decoding.finish());
      return Promise.resolve(table.finish());
    },
  };
}

/** How many bytes tell what a file is. */
function headBytes(bytes: Uint8Array): number {
  if (bytes.length < ARCHIVE_NAME.start || !begins(bytes, ARCHIVE_MAGIC)) return begins(bytes, ARCHIVE_MAGIC) ? ARCHIVE_NAME.start : MAGIC_BYTES;
  return ARCHIVE_NAME.start + new DataView(bytes.buffer, bytes.byteOffset).getUint16(ARCHIVE_NAME.length, true);
}

function formatOf(head: Uint8Array, called: string): TableBytes {
  const isOfArrays = begins(head, ARCHIVE_MAGIC) && latin1Text(head.subarray(ARCHIVE_NAME.start, headBytes(head))).endsWith(ARRAY_FILE);
  if (begins(head, ARRAY_MAGIC) || isOfArrays) return wholeBytes(called, (bytes) => Promise.resolve(readNumpyTable(bytes, called)));
  if (!begins(head, PARQUET_MAGIC)) return textBytes(called);
  return wholeBytes(called, async ({ buffer }) => {
    const { readParquet } = await import("../train/data/parquet.ts");
    return await readParquet(buffer, called);
  });
}

/** Of a format that is read once all of it is there. */
function wholeBytes(called: string, read: (bytes: Uint8Array<ArrayBuffer>) => Promise<Table>): TableBytes {
  const parts: Uint8Array[] = [];
  let length = 0;
  return {
    push(bytes) {
      length += bytes.length;
      if (length > MAXIMUM_WHOLE_BYTES) {
        throw dataError("data-too-large", called, {
          message: `the file is larger than ${MAXIMUM_WHOLE_BYTES / 2 ** 30} GiB`,
          hint: "train on a part of the rows, or remove columns that are not needed",
        });
      }
      parts.push(copied(bytes));
    },
    finish: () => read(joinedBytes(parts)),
  };
}

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, position) => bytes[position] === byte);
}
