// SHA-256 (FIPS 180-4) by Node's own code: `#sha256` where there is Node. portable.ts is the other one.

import { createHash } from "node:crypto";

/** The digest of all the parts, one after the other, hexadecimal. A text stands for its UTF-8. */
export function sha256Hex(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
