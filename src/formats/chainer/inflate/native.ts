// Expands deflated data (RFC 1951) by Node's own code: `#inflate` where there is Node. portable.ts is the other one.

import { inflateRawSync } from "node:zlib";

/** Undefined where the data is no deflate stream or does not expand to `size` bytes; no more than that is ever held. */
export function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    const contents = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    return contents.length === size ? contents : undefined;
  } catch {
    return undefined;
  }
}
