// Bits, order and distance of float32 values, against DataView and against sorted lists.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  float32Bits,
  float32FromBits,
  float32FromOrdinal,
  isFloat32,
  nextFloat32Down,
  nextFloat32Up,
  ordinalOfFloat32,
  SPECIAL_FLOAT32,
  ulpDistance,
} from "../../src/numeric/float32.ts";

const MAX = 3.4028234663852886e38;
const SMALLEST = 1.401298464324817e-45;
const anyBits = fc.integer({ min: 0, max: 0xffffffff });
const finiteBits = anyBits.filter((bits) => (bits & 0x7f800000) !== 0x7f800000);

function viewedBits(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return view.getUint32(0);
}

describe("bits", () => {
  test("agree with DataView for any number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(float32Bits(value)).toBe(viewedBits(value));
        expect(isFloat32(value)).toBe(Object.is(Math.fround(value), value));
      }),
    );
  });

  test("survive the way to a float32 and back, except that there is one NaN", () => {
    fc.assert(
      fc.property(anyBits, (bits) => {
        const isNaN = (bits & 0x7fffffff) > 0x7f800000;
        expect(float32Bits(float32FromBits(bits))).toBe(isNaN ? 0x7fc00000 : bits);
      }),
    );
    expect(float32Bits(NaN)).toBe(0x7fc00000);
    expect(float32FromBits(0x7f800001)).toBeNaN();
  });

  test("known patterns", () => {
    expect([1, -0, 0.1, -Infinity, SMALLEST, MAX].map(float32Bits)).toEqual([
      0x3f800000, 0x80000000, 0x3dcccccd, 0xff800000, 1, 0x7f7fffff,
    ]);
  });
});

describe("ordinals", () => {
  test("grow by one from each float32 to the next, and invert", () => {
    fc.assert(
      fc.property(fc.integer({ min: -0x7f800000, max: 0x7f7fffff }), (ordinal) => {
        const value = float32FromOrdinal(ordinal);
        expect(ordinalOfFloat32(value)).toBe(ordinal);
        expect(float32FromOrdinal(ordinal + 1)).toBeGreaterThan(value);
      }),
    );
  });

  test("zeros share position 0, which names +0", () => {
    expect([ordinalOfFloat32(0), ordinalOfFloat32(-0)]).toEqual([0, 0]);
    expect(Object.is(ordinalOfFloat32(-0), 0)).toBe(true);
    expect(Object.is(float32FromOrdinal(0), 0)).toBe(true);
  });

  test("refuse NaN and positions beyond the infinities", () => {
    expect(() => ordinalOfFloat32(NaN)).toThrow(RangeError);
    for (const ordinal of [0x7f800001, -0x7f800001, 0.5, NaN]) {
      expect(() => float32FromOrdinal(ordinal)).toThrow(RangeError);
    }
    expect(float32FromOrdinal(0x7f800000)).toBe(Infinity);
  });
});

describe("neighbours", () => {
  test("nothing lies between a value and its neighbour", () => {
    fc.assert(
      fc.property(finiteBits, (bits) => {
        const value = float32FromBits(bits);
        const up = nextFloat32Up(value);
        const down = nextFloat32Down(value);
        expect(down).toBeLessThan(value);
        expect(up).toBeGreaterThan(value);
        if (up !== Infinity) expect([value, up]).toContain(Math.fround(value / 2 + up / 2));
        if (down !== -Infinity) expect([value, down]).toContain(Math.fround(value / 2 + down / 2));
      }),
    );
  });

  test("at the special values", () => {
    const cases: readonly (readonly [number, number, number])[] = [
      [0, -SMALLEST, SMALLEST],
      [-0, -SMALLEST, SMALLEST],
      [SMALLEST, 0, 2 * SMALLEST],
      [-SMALLEST, -2 * SMALLEST, -0],
      [MAX, float32FromBits(0x7f7ffffe), Infinity],
      [Infinity, MAX, Infinity],
      [-Infinity, -Infinity, -MAX],
      [NaN, NaN, NaN],
      [1, 1 - 1 / 16777216, 1 + 1 / 8388608],
    ];
    for (const [value, down, up] of cases) {
      expect([nextFloat32Down(value), nextFloat32Up(value)]).toEqual([down, up]);
    }
  });
});

describe("distance", () => {
  test("counts the steps from one value to the other", () => {
    fc.assert(
      fc.property(finiteBits, fc.integer({ min: 0, max: 20 }), (bits, steps) => {
        const start = float32FromBits(bits);
        let value = start;
        let taken = 0;
        while (taken < steps && value !== Infinity) {
          // Both zeros are one value here: the step from −0 leads to the smallest positive number.
          value = nextFloat32Up(value);
          taken += 1;
        }
        expect(ulpDistance(start, value)).toBe(taken);
        expect(ulpDistance(value, start)).toBe(taken);
      }),
    );
  });

  test("of zeros and NaN", () => {
    expect(ulpDistance(0, -0)).toBe(0);
    expect(ulpDistance(-SMALLEST, SMALLEST)).toBe(2);
    expect(ulpDistance(NaN, NaN)).toBe(0);
    expect(ulpDistance(NaN, 1)).toBe(Infinity);
    expect(ulpDistance(1, NaN)).toBe(Infinity);
    expect(ulpDistance(-Infinity, Infinity)).toBe(2 * 0x7f800000);
  });
});

test("the special values are float32, all different, and contain the named ones", () => {
  expect(SPECIAL_FLOAT32.every(isFloat32)).toBe(true);
  expect(new Set(SPECIAL_FLOAT32.map(float32Bits)).size).toBe(SPECIAL_FLOAT32.length);
  expect(Object.isFrozen(SPECIAL_FLOAT32)).toBe(true);
  const bits = SPECIAL_FLOAT32.map(float32Bits);
  const named = [NaN, Infinity, -Infinity, 0, -0, SMALLEST, -SMALLEST, 1, -1, MAX, -MAX, 2 ** -126, -(2 ** -126)];
  for (const value of [...named, 2 ** -126 - SMALLEST, SMALLEST - 2 ** -126, 1 + 2 ** -23, 1 - 2 ** -24]) {
    expect(bits).toContain(viewedBits(value));
  }
});
