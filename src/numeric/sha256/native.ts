// SHA-256 (FIPS 180-4) by Node's own code: `#sha256` where there is Node. portable.ts is the other one.

import { createHash } from "node:crypto";

/** The digest of all the parts, one after the other, hexadecimal. A text stands for its UTF-8. */
export function sha256Hex(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** A digest of parts that come one after the other. */
export function startSha256(): { readonly update: (part: Uint8Array) => void; readonly hex: () => string } {
  const hash = createHash("sha256");
  return { update: (part) => void hash.update(part), hex: () => hash.digest("hex") };
}
