// Bytes as text, checksums and digests, against Node's own.

import { isUtf8 as isUtf8OfNode } from "node:buffer";
import { createHash } from "node:crypto";
import * as zlib from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalBytes, isUtf8, latin1Bytes, latin1Text } from "../../src/numeric/bytes.ts";
import { crc32 } from "../../src/numeric/crc32.ts";
import * as native from "../../src/numeric/sha256/native.ts";
import * as portable from "../../src/numeric/sha256/portable.ts";

const bytes = fc.uint8Array({ maxLength: 300 });
const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);
/** More than is made text of at once. */
const MANY = Uint8Array.from({ length: 20_001 }, (_, i) => (i * 31) & 0xff);

describe("latin1", () => {
  test.each([[EVERY_BYTE], [MANY], [new Uint8Array()]])("is Node's, there and back", (some) => {
    expect(latin1Text(some)).toBe(Buffer.from(some).toString("latin1"));
    expect(latin1Bytes(latin1Text(some))).toEqual(some);
  });

  test("of other characters keeps the lowest eight bits", () => {
    expect(latin1Bytes("a\u0141é")).toEqual(Uint8Array.of(0x61, 0x41, 0xe9));
  });
});

test("UTF-8 is told from what is none as Node does", () => {
  const text = fc.string({ unit: "binary", maxLength: 20 }).map((some) => new Uint8Array(Buffer.from(some)));
  fc.assert(fc.property(fc.oneof(bytes, text, text.map((some) => some.subarray(1))), (some) => {
    expect(isUtf8(some)).toBe(isUtf8OfNode(some));
  }), { numRuns: 2000 });
  const cases = [Uint8Array.of(0xef, 0xbb, 0xbf), Uint8Array.of(0xc0, 0x80), Uint8Array.of(0xed, 0xa0, 0x80)];
  expect(cases.map(isUtf8)).toEqual([true, false, false]);
});

test("bytes are equal where all are", () => {
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect([[1], [1, 2, 3], [1, 3]].map((other) => equalBytes(Uint8Array.of(1, 2), Uint8Array.from(other)))).toEqual([false, false, false]);
});

test("crc32 is zlib's", () => {
  fc.assert(fc.property(bytes, (some) => {
    expect(crc32(some)).toBe(zlib.crc32(some));
  }));
  expect(crc32(MANY)).toBe(zlib.crc32(MANY));
});

describe.each([["with Node", native], ["without Node", portable]])("sha256 %s", (_, { sha256Hex }) => {
  // FIPS 180-2, appendix B.
  test.each([
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"],
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ])("of '%s'", (text, digest) => {
    expect(sha256Hex(text)).toBe(digest);
  });

  test("of parts is that of all of them", () => {
    fc.assert(fc.property(fc.array(fc.oneof(bytes, fc.string())), (parts) => {
      const whole = Buffer.concat(parts.map((part) => Buffer.from(part)));
      expect(sha256Hex(...parts)).toBe(createHash("sha256").update(whole).digest("hex"));
    }));
  });
});
