// Expands deflated data (RFC 1951) in any JavaScript engine: `#inflate` where there is no Node.

import { inflateSync } from "fflate";

/** Undefined where the data is no deflate stream or does not expand to `size` bytes; hardly more than that is ever held. */
export function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    // What goes beyond the room there is is dropped: a byte more tells that there was more.
    const contents = inflateSync(packed, { out: new Uint8Array(size + 1) });
    return contents.length === size ? contents : undefined;
  } catch {
    return undefined;
  }
}
