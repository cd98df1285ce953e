// The digest of a file's bytes, read piece by piece. Follows no symbolic link.

import { closeSync, constants, lstatSync, openSync, readSync } from "node:fs";
import { startSha256 } from "#sha256";

const PIECE_BYTES = 2 ** 18;

/** What is at a path: nothing, a plain file with the SHA-256 of its bytes, hexadecimal, a folder, or something else. */
export type Found = { readonly kind: "nothing" | "folder" | "other" } | { readonly kind: "file"; readonly digest: string };

export function foundAt(path: string): Found {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return { kind: "nothing" };
  if (stats.isDirectory()) return { kind: "folder" };
  return stats.isFile() ? { kind: "file", digest: digestOfFile(path) } : { kind: "other" };
}

function digestOfFile(path: string): string {
  const digest = startSha256();
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const piece = new Uint8Array(PIECE_BYTES);
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) digest.update(piece.subarray(0, read));
    return digest.hex();
  } finally {
    closeSync(descriptor);
  }
}
