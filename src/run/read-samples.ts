// Reads samples from the bytes of a file as they come. Opens none.

import { startSha256 } from "#sha256";
import { TextDecoding } from "../train/data/decode-text.ts";
import { TableReader } from "../train/data/csv.ts";
import type { Samples } from "./choose-source.ts";

/** What makes samples of bytes, part by part. */
export interface SamplesReader {
  /** @throws DiagnosticError of category model where the bytes are no table of numbers. */
  push(bytes: Uint8Array): void;
  /** @throws DiagnosticError of category model likewise. */
  finish(): Samples;
}

/**
 * @param called what messages call the file.
 * @param name what a model records as its name; what is no printable ASCII is written as `_`.
 */
export function samplesReader(called: string, name: string): SamplesReader {
  const [hash, decoding, table] = [startSha256(), new TextDecoding(called), new TableReader(called)];
  return {
    push(bytes) {
      hash.update(bytes);
      table.push(decoding.push(bytes));
    },
    finish() {
      table.push(decoding.finish());
      return { table: table.finish(), name: name.replace(/[^\x20-\x7e]/g, "_"), sha256: hash.hex() };
    },
  };
}

/** Of all bytes at once. @throws DiagnosticError of category model where they are no table of numbers. */
export function readSamples(bytes: Uint8Array, called: string, name: string): Samples {
  const reader = samplesReader(called, name);
  reader.push(bytes);
  return reader.finish();
}
