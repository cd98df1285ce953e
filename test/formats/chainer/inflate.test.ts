// Expanding deflated data, with Node's own code and without: the same data, and the same refusals.

import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as native from "../../../src/formats/chainer/inflate/native.ts";
import * as portable from "../../../src/formats/chainer/inflate/portable.ts";

const repetitive = fc.array(fc.constantFrom(0, 1, 200), { maxLength: 4000 }).map((values) => Uint8Array.from(values));
const data = fc.oneof(fc.uint8Array({ maxLength: 400 }), repetitive);

describe.each([["with Node", native], ["without Node", portable]])("%s", (_, { inflate }) => {
  test("gives back what was deflated, at every level", () => {
    fc.assert(fc.property(data, fc.integer({ min: 0, max: 9 }), (bytes, level) => {
      const contents = inflate(deflateRawSync(bytes, { level }), bytes.length);
      expect(contents && [...contents]).toEqual([...bytes]);
    }), { numRuns: 300 });
  });

  test("has nothing where more or less is in it, or it ends early", () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, i) => (i * i) % 7);
    for (const level of [0, 1, 9]) {
      const packed = deflateRawSync(bytes, { level });
      expect([0, 1, 2999, 3001, 5000].map((size) => inflate(packed, size))).toEqual(new Array(5).fill(undefined));
      const cut = [1, 10, packed.length - 1].map((length) => inflate(packed.subarray(0, length), 3000));
      expect(cut).toEqual([undefined, undefined, undefined]);
    }
    // A block of no known kind.
    expect(inflate(Uint8Array.of(0x07, 0, 0, 0), 1)).toBeUndefined();
  });
});
