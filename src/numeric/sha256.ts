// SHA-256 (FIPS 180-4), in any JavaScript engine: by Node's own code where there is Node, which is several times as fast.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** The digest of all the parts, one after the other, hexadecimal. A text stands for its UTF-8. */
export function sha256Hex(...parts: readonly (Uint8Array | string)[]): string {
  const native = typeof process === "undefined" ? undefined : process.getBuiltinModule?.("node:crypto");
  return native === undefined ? portableSha256Hex(parts) : hashed(native.createHash("sha256"), parts).digest("hex");
}

/** The same without Node. */
export function portableSha256Hex(parts: readonly (Uint8Array | string)[]): string {
  const encoder = new TextEncoder();
  return bytesToHex(hashed(sha256.create(), parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part))).digest());
}

function hashed<Part, Hash extends { update(part: Part): unknown }>(hash: Hash, parts: readonly Part[]): Hash {
  for (const part of parts) hash.update(part);
  return hash;
}
