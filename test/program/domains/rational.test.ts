// Exact numbers: floats come back as they were, sums and products are BigInt's, quotients are rounded as IEEE 754 rounds them.

import fc from "fast-check";
import { expect, test } from "vitest";
import { add, areEqual, dyadicOf, multiply, negate, signOf, type Dyadic } from "../../../src/program/domains/dyadic.ts";
import { compare, exactly, nearestFloat32, product, quotient, rational, sum } from "../../../src/program/domains/rational.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const moderate = fc.double({ min: -1e30, max: 1e30, noNaN: true });

/** value · 2^1100 for a number that is a multiple of 2^-1100. */
function scaledUp({ mantissa, exponent }: Dyadic): bigint {
  return mantissa << BigInt(exponent + 1100);
}

test("a float is the quotient of itself and 1", () => {
  fc.assert(
    fc.property(finite, (value) => {
      expect(quotient(dyadicOf(value), dyadicOf(1)).value).toBe(value + 0);
    }),
  );
  expect(dyadicOf(5e-324)).toEqual({ mantissa: 1n, exponent: -1074 });
  expect(() => dyadicOf(NaN)).toThrow(RangeError);
});

test("sums and products are exact", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.integer({ min: -40, max: 40 }), (a, b, exponent) => {
      const [left, right] = [dyadicOf(a * 2 ** exponent), dyadicOf(b)];
      expect(scaledUp(add(left, right))).toBe((BigInt(a) << BigInt(1100 + exponent)) + (BigInt(b) << 1100n));
      expect(scaledUp(multiply(left, right))).toBe((BigInt(a) * BigInt(b)) << BigInt(1100 + exponent));
      expect(areEqual(left, right)).toBe(a * 2 ** exponent === b);
      expect(signOf(add(left, negate(left)))).toBe(0);
    }),
  );
});

test("quotients of floats are rounded as division rounds them, and ordered as they are", () => {
  fc.assert(
    fc.property(moderate, moderate, fc.double({ min: 1e-30, max: 1e30, noNaN: true }), (a, b, divisor) => {
      fc.pre(Math.abs(a / divisor) > 1e-300 || a === 0);
      expect(quotient(dyadicOf(a), dyadicOf(divisor)).value).toBe(a / divisor + 0);
      const [one, other] = [quotient(dyadicOf(a), dyadicOf(divisor)), quotient(dyadicOf(b), dyadicOf(divisor))];
      expect(Math.sign(compare(one, other))).toBe(a === b ? 0 : a < b ? -1 : 1);
    }),
  );
});

test("quotients that round to the same float are still told apart", () => {
  const [one, other] = [rational(10n ** 40n + 1n, 3n * 10n ** 40n), rational(1n, 3n)];
  expect(one.value).toBe(other.value);
  expect(compare(one, other)).toBeGreaterThan(0);
  expect(compare(rational(-2n, -6n), other)).toBe(0);
});

/** Of float32 in order, by their bits. */
function beside(value: number, step: number): number {
  const bits = new Int32Array(Float32Array.of(value).buffer)[0];
  return new Float32Array(Int32Array.of(bits + step).buffer)[0];
}

const float32 = fc.float({ min: 2 ** -100, max: 2 ** 100, noNaN: true, noDefaultInfinity: true });

test("a quotient becomes the nearest float32 in one rounding, of two the even one", () => {
  fc.assert(
    fc.property(float32, fc.integer({ min: -2, max: 2 }), (low, side) => {
      const high = beside(low, 1);
      // Half-way between two float32, and so little beside it that the nearest float64 is the middle itself.
      const middle = product(sum(exactly(low), exactly(high)), rational(1n, 2n));
      const off = sum(middle, product(exactly(low), rational(BigInt(side), 1n << 90n)));
      const even = (new Int32Array(Float32Array.of(low).buffer)[0] & 1) === 0 ? low : high;
      expect(nearestFloat32(off)).toBe(side === 0 ? even : side < 0 ? low : high);
      expect(nearestFloat32(exactly(low))).toBe(low);
    }),
  );
});
