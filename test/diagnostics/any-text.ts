// Text as a hostile file may hold it, for property tests.

import fc from "fast-check";

/** Printable text, any UTF-16 code units, and control characters. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)),
  fc.array(fc.integer({ min: 0, max: 0x20 }), { maxLength: 10 }).map((codes) => String.fromCharCode(...codes)),
);
