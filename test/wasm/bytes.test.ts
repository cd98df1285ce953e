// The primitive encodings against the specification's examples and against decoders written here.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, float32, float64, name, section, signed, sized, toArray, unsigned, vector, type Bytes } from "../../src/wasm/module-bytes.ts";

/** The values of bytes. */
function valuesOf(text: Bytes): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function decodeUnsigned(bytes: readonly number[]): number {
  return bytes.reduce((value, byte, position) => value + (byte & 0x7f) * 2 ** (7 * position), 0);
}

function decodeSigned(bytes: readonly number[]): number {
  const bits = 7 * bytes.length;
  const value = decodeUnsigned(bytes);
  return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}

function expectMinimal(bytes: readonly number[]): void {
  expect(bytes.slice(0, -1).every((byte) => byte >= 0x80 && byte <= 0xff)).toBe(true);
  expect(bytes.at(-1)).toBeLessThan(0x80);
}

describe("LEB128", () => {
  it("encodes the examples of DWARF and the ends of the ranges", () => {
    expect(valuesOf(unsigned(0))).toEqual([0]);
    expect(valuesOf(unsigned(127))).toEqual([0x7f]);
    expect(valuesOf(unsigned(624485))).toEqual([0xe5, 0x8e, 0x26]);
    expect(valuesOf(unsigned(2 ** 32 - 1))).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
    expect(valuesOf(signed(-123456))).toEqual([0xc0, 0xbb, 0x78]);
    expect(valuesOf(signed(63))).toEqual([0x3f]);
    expect(valuesOf(signed(64))).toEqual([0xc0, 0x00]);
    expect(valuesOf(signed(-64))).toEqual([0x40]);
    expect(valuesOf(signed(-65))).toEqual([0xbf, 0x7f]);
    expect(valuesOf(signed(-(2 ** 31)))).toEqual([0x80, 0x80, 0x80, 0x80, 0x78]);
  });

  it("decodes to what was encoded", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer(), (natural, integer) => {
        expect(decodeUnsigned(valuesOf(unsigned(natural)))).toBe(natural);
        expect(decodeSigned(valuesOf(signed(integer)))).toBe(integer);
        expectMinimal(valuesOf(unsigned(natural)));
        expectMinimal(valuesOf(signed(integer)));
      }),
    );
  });

  it("refuses what does not fit", () => {
    for (const value of [-1, 2 ** 32, 0.5, NaN]) expect(() => unsigned(value)).toThrow(RangeError);
    for (const value of [2 ** 31, -(2 ** 31) - 1, 0.5, NaN]) expect(() => signed(value)).toThrow(RangeError);
  });
});

describe("floats", () => {
  it("are little-endian", () => {
    expect(valuesOf(float32(1))).toEqual([0x00, 0x00, 0x80, 0x3f]);
    expect(valuesOf(float32(-0))).toEqual([0x00, 0x00, 0x00, 0x80]);
    expect(valuesOf(float64(-2))).toEqual([0, 0, 0, 0, 0, 0, 0, 0xc0]);
  });
  it("round to float32", () => expect(valuesOf(float32(0.1))).toEqual([0xcd, 0xcc, 0xcc, 0x3d]));
});

describe("sequences", () => {
  it("become arrays, whatever the bytes", () => {
    const all = Array.from({ length: 256 }, (_, value) => value);
    expect(toArray(bytes(...all))).toEqual(Uint8Array.from(all));
  });

  it("carry their length", () => {
    expect(valuesOf(name("é"))).toEqual([2, 0xc3, 0xa9]);
    expect(valuesOf(vector([bytes(1, 2), "", bytes(3)]))).toEqual([3, 1, 2, 3]);
    expect(valuesOf(sized(bytes(7, 8)))).toEqual([2, 7, 8]);
    expect(valuesOf(section(5, [bytes(9), bytes(9)]))).toEqual([5, 3, 2, 9, 9]);
    expect(valuesOf(section(5, []))).toEqual([]);
  });
});
