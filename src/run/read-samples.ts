// Reads samples from the bytes of a file. Opens none.

import { sha256Hex } from "#sha256";
import { parseCsv } from "../train/data/csv.ts";
import { decodeText } from "../train/data/decode-text.ts";
import type { Samples } from "./choose-source.ts";

/**
 * @param called what messages call the file.
 * @param name what a model records as its name; what is no printable ASCII is written as `_`.
 * @throws DiagnosticError of category model where the bytes are no table of numbers.
 */
export function readSamples(bytes: Uint8Array, called: string, name: string): Samples {
  const table = parseCsv(decodeText(bytes, called), called);
  return { table, name: name.replace(/[^\x20-\x7e]/g, "_"), sha256: sha256Hex(bytes) };
}
