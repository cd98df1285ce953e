// Expands deflated data (RFC 1951) by Node's own code: `#inflate` where there is Node. portable.ts is the other one.

import { inflateRawSync } from "node:zlib";

/** Of zlib. */
const LEAST_CHUNK = 64;

/** Undefined where the data is no deflate stream or does not expand to `size` bytes; no more than that is ever held. */
export function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    // In one piece, a byte larger than it should be: of several, put together in the end, twice as much would be held.
    const contents = inflateRawSync(packed, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(LEAST_CHUNK, size + 1) });
    return contents.length === size ? contents : undefined;
  } catch {
    return undefined;
  }
}
