// The primitive encodings against the specification's examples and against decoders written here.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { float32, float64, name, section, signed, sized, unsigned, vector } from "../../src/wasm/bytes.ts";

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
    expect(unsigned(0)).toEqual([0]);
    expect(unsigned(127)).toEqual([0x7f]);
    expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26]);
    expect(unsigned(2 ** 32 - 1)).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
    expect(signed(-123456)).toEqual([0xc0, 0xbb, 0x78]);
    expect(signed(63)).toEqual([0x3f]);
    expect(signed(64)).toEqual([0xc0, 0x00]);
    expect(signed(-64)).toEqual([0x40]);
    expect(signed(-65)).toEqual([0xbf, 0x7f]);
    expect(signed(-(2 ** 31))).toEqual([0x80, 0x80, 0x80, 0x80, 0x78]);
  });

  it("decodes to what was encoded", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer(), (natural, integer) => {
        expect(decodeUnsigned(unsigned(natural))).toBe(natural);
        expect(decodeSigned(signed(integer))).toBe(integer);
        expectMinimal(unsigned(natural));
        expectMinimal(signed(integer));
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
    expect(float32(1)).toEqual([0x00, 0x00, 0x80, 0x3f]);
    expect(float32(-0)).toEqual([0x00, 0x00, 0x00, 0x80]);
    expect(float64(-2)).toEqual([0, 0, 0, 0, 0, 0, 0, 0xc0]);
  });
  it("round to float32", () => expect(float32(0.1)).toEqual([0xcd, 0xcc, 0xcc, 0x3d]));
});

describe("sequences", () => {
  it("carry their length", () => {
    expect(name("é")).toEqual([2, 0xc3, 0xa9]);
    expect(vector([[1, 2], [], [3]])).toEqual([3, 1, 2, 3]);
    expect(sized([7, 8])).toEqual([2, 7, 8]);
    expect(section(5, [[9], [9]])).toEqual([5, 3, 2, 9, 9]);
    expect(section(5, [])).toEqual([]);
  });
});
