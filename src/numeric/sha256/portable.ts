// SHA-256 (FIPS 180-4) in any JavaScript engine, at once, which browsers' own is not: `#sha256` where there is no Node.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** The digest of all the parts, one after the other, hexadecimal. A text stands for its UTF-8. */
export function sha256Hex(...parts: readonly (Uint8Array | string)[]): string {
  const encoder = new TextEncoder();
  const hash = sha256.create();
  for (const part of parts) hash.update(typeof part === "string" ? encoder.encode(part) : part);
  return bytesToHex(hash.digest());
}

/** A digest of parts that come one after the other. */
export function startSha256(): { readonly update: (part: Uint8Array) => void; readonly hex: () => string } {
  const hash = sha256.create();
  return { update: (part) => void hash.update(part), hex: () => bytesToHex(hash.digest()) };
}
