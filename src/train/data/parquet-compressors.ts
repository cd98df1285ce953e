// What unpacks the pages of Parquet files: hyparquet's, which must not be given everything.

import type { Compressors } from "hyparquet";
import { compressors, decompressLz4, decompressLz4Raw } from "hyparquet-compressors";

/** LZ4 in frames of Hadoop is told from plain LZ4 by trying, and frames of a length below zero would be read again and again. */
export const COMPRESSORS: Compressors = {
  ...compressors,
  LZ4: (input, length) => (goesBack(input) ? decompressLz4Raw : decompressLz4)(input, length),
};

/** The bytes of a page. @throws Error where the codec is not known, or they do not become as many as they should. */
export function unpacked(codec: keyof Compressors, bytes: Uint8Array, size: number): Uint8Array {
  if (codec === "UNCOMPRESSED") return bytes;
  const unpack = COMPRESSORS[codec];
  if (unpack === undefined) throw new Error(`it is packed by ${codec}`);
  return unpack(bytes, size);
}

/** Whether a frame among those that follow each other, each with its two lengths, says that its packed bytes are fewer than none. */
export function goesBack(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length - 8;) {
    const length = view.getInt32(at + 4);
    if (length < 0) return true;
    at += 8 + length;
  }
  return false;
}
