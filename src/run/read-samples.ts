// Reads samples from the bytes of a file as they come, CSV or Parquet: the first bytes tell. Opens none.

import { startSha256 } from "#sha256";
import { copied, joinedBytes } from "../numeric/bytes.ts";
import { TableReader } from "../train/data/csv.ts";
import { TextDecoding } from "../train/data/decode-text.ts";
import type { Table } from "../train/data/table.ts";
import { dataError } from "../train/data/table.ts";
import type { Samples } from "./choose-source.ts";

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

/** As a Parquet file begins. */
const PARQUET_MAGIC = "PAR1";
/** Of a Parquet file, which is kept as a whole: its index is at its end. */
const MAXIMUM_PARQUET_BYTES = 2 ** 30;

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
      if (all.length < PARQUET_MAGIC.length) {
        head = copied(all);
        return;
      }
      format = begins(all, PARQUET_MAGIC) ? parquetBytes(called) : textBytes(called);
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

function parquetBytes(called: string): TableBytes {
  const parts: Uint8Array[] = [];
  let length = 0;
  return {
    push(bytes) {
      length += bytes.length;
      if (length > MAXIMUM_PARQUET_BYTES) {
        throw dataError("data-too-large", called, {
          message: `the Parquet file is larger than ${MAXIMUM_PARQUET_BYTES / 2 ** 30} GiB`,
          hint: "train on a part of the rows, or remove columns that are not needed",
        });
      }
      parts.push(copied(bytes));
    },
    async finish() {
      const { readParquet } = await import("../train/data/parquet.ts");
      return await readParquet(joinedBytes(parts).buffer, called);
    },
  };
}

function begins(bytes: Uint8Array, magic: string): boolean {
  return new TextEncoder().encode(magic).every((byte, position) => bytes[position] === byte);
}
