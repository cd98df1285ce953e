// The shortest decimals, against exact rational arithmetic: what a C compiler reads, what JavaScript reads, and
// that no shorter decimal would do.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LONGEST_DECIMAL, shortestFloat32, writeFloat32 } from "../../src/numeric/decimal.ts";
import { float32Bits, float32FromBits, SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import { GREATEST_POWER, LEAST_POWER, POWERS_OF_TEN } from "../../src/numeric/powers-of-ten.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { shortestFloat32ByPrinting } from "./decimal-by-printing.ts";

interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function parseDecimal(text: string): { readonly digits: string; readonly exponent: number } {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text);
  if (match === null) throw new Error(`not a decimal: ${text}`);
  const fraction = match.at(2) ?? "";
  return { digits: match[1] + fraction, exponent: Number(match.at(3) ?? "0") - fraction.length };
}

function exactDecimal(digits: bigint, exponent: number): Rational {
  return exponent >= 0
    ? { numerator: digits * 10n ** BigInt(exponent), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-exponent) };
}

/** Bits of the float32 nearest to a non-negative rational, ties to even, as a correct C compiler rounds a literal. */
function nearestFloat32Bits({ numerator, denominator }: Rational): number {
  for (let exponent = -149; exponent <= 104; exponent += 1) {
    const scaled = exponent < 0 ? numerator << BigInt(-exponent) : numerator;
    const unit = exponent < 0 ? denominator : denominator << BigInt(exponent);
    let significand = scaled / unit;
    if (significand >= 1n << 24n) continue;
    const twiceRest = 2n * (scaled % unit);
    if (twiceRest > unit || (twiceRest === unit && significand % 2n === 1n)) significand += 1n;
    // A significand that reaches 2^24 carries into the exponent field by itself.
    if (exponent === -149) return Number(significand);
    return Number(significand) - 0x800000 + (exponent + 150) * 0x800000;
  }
  return 0x7f800000;
}

function literalBits(text: string): number {
  if (text.startsWith("-")) return 0x80000000 + literalBits(text.slice(1));
  const { digits, exponent } = parseDecimal(text);
  return nearestFloat32Bits(exactDecimal(BigInt(digits), exponent));
}

function significantDigits(text: string): number {
  const digits = parseDecimal(text.replace(/^-/, "")).digits.replace(/^0+/, "").replace(/0+$/, "");
  return Math.max(1, digits.length);
}

/** True if a positive rational lies exactly halfway between two neighbouring float32. */
function isHalfway({ numerator, denominator }: Rational): boolean {
  // Such a point is an odd multiple of half a gap: nudged by far less than any decimal here can, it goes either way.
  const wide = { numerator: numerator << 400n, denominator: denominator << 400n };
  const below = nearestFloat32Bits({ ...wide, numerator: wide.numerator - 1n });
  return below !== nearestFloat32Bits({ ...wide, numerator: wide.numerator + 1n });
}

/** True if some decimal of so many digits reads as this positive float32 in both ways, and not by a tie. */
function someDecimalReads(value: number, digits: number): boolean {
  const [significand, exponent] = value.toExponential(digits - 1).split("e");
  const nearest = BigInt(significand.replace(".", ""));
  const power = Number(exponent) - digits + 1;
  return [nearest - 1n, nearest, nearest + 1n].some(
    (candidate) =>
      !isHalfway(exactDecimal(candidate, power)) &&
      nearestFloat32Bits(exactDecimal(candidate, power)) === float32Bits(value) &&
      Math.fround(Number(`${candidate}e${power}`)) === value,
  );
}

function expectFaithful(value: number): void {
  const text = shortestFloat32(value);
  expect(literalBits(text), text).toBe(float32Bits(value));
  expect(float32Bits(Number(text)), text).toBe(float32Bits(value));
  expect(significantDigits(text), text).toBeLessThanOrEqual(9);
  expect(text.length, text).toBeLessThanOrEqual(value.toPrecision(9).length);
}

function expectShortest(magnitude: number): void {
  const digits = significantDigits(shortestFloat32(magnitude));
  if (digits > 1) expect(someDecimalReads(magnitude, digits - 1), String(magnitude)).toBe(false);
}

const anyFinite = fc
  .integer({ min: 0, max: 0xffffffff })
  .filter((bits) => (bits & 0x7f800000) !== 0x7f800000)
  .map(float32FromBits);

describe("the oracle", () => {
  test("rounds the way JavaScript does where no double rounding can occur", () => {
    fc.assert(
      fc.property(anyFinite, (value) => {
        const exact = Math.abs(value).toExponential(60);
        expect(literalBits(exact)).toBe(float32Bits(Math.abs(value)));
      }),
    );
    expect(literalBits("3.4028235677973367e+38")).toBe(0x7f800000);
    expect(literalBits("3.4028235677973366e+38")).toBe(0x7f7fffff);
  });
});

describe("shortestFloat32", () => {
  test("reads back as the same bits, as a C literal and through float64", () => {
    fc.assert(fc.property(anyFinite, expectFaithful), { numRuns: 3000 });
    SPECIAL_FLOAT32.filter(Number.isFinite).forEach(expectFaithful);
  });

  test("no decimal with a digit less would do", () => {
    fc.assert(
      fc.property(anyFinite, (value) => {
        if (value !== 0) expectShortest(Math.abs(value));
      }),
      { numRuns: 3000 },
    );
  });

  test("all powers of two, where the gap below is half the gap above", () => {
    for (let exponent = -149; exponent <= 127; exponent += 1) {
      const value = 2 ** exponent;
      expectFaithful(value);
      expectFaithful(-value);
      expectShortest(value);
    }
    expect([2 ** -96, 2 ** 87, 2 ** 90].map(shortestFloat32)).toEqual([
      "1.2621775e-29",
      "1.5474251e+26",
      "1.2379401e+27",
    ]);
  });

  test("subnormals and both sides of every binade", () => {
    for (let bits = 1; bits < 2000; bits += 1) expectFaithful(float32FromBits(bits));
    for (let exponent = 1; exponent < 255; exponent += 1) {
      for (const step of [-2, -1, 1, 2]) {
        const value = float32FromBits(exponent * 0x800000 + step);
        expectFaithful(value);
        expectShortest(value);
      }
    }
  });

  test("the decimal that rounds differently as a float and as a double is not used", () => {
    const trap = "7.038531e-26";
    expect(literalBits(trap)).not.toBe(float32Bits(Number(trap)));
    for (const bits of [literalBits(trap), float32Bits(Number(trap))]) {
      const value = float32FromBits(bits);
      expect(shortestFloat32(value)).not.toBe(trap);
      expectFaithful(value);
    }
  });

  test("is written as people expect", () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, "0"],
      [-0, "-0"],
      [1, "1"],
      [-1.5, "-1.5"],
      [0.1, "0.1"],
      [1 / 3, "0.33333334"],
      [1e-6, "0.000001"],
      [1e-7, "1e-7"],
      [100, "100"],
      [16777216, "16777216"],
      [2147483648, "2147483600"],
      [1e20, "1e+20"],
      [3.4028234663852886e38, "3.4028235e+38"],
      [1.401298464324817e-45, "1e-45"],
    ];
    for (const [value, text] of cases) expect(shortestFloat32(Math.fround(value))).toBe(text);
  });

  test("refuses what is not a finite float32", () => {
    for (const value of [NaN, Infinity, -Infinity, 0.1, 1e-46, 1e39, 16777217]) {
      expect(() => shortestFloat32(value)).toThrow(RangeError);
    }
  });
});

/** Numbers as parameters are: of ordinary size, of few bits, decimal fractions, whole ones. */
const ordinary = fc.oneof(
  fc.float({ min: -4, max: 4, noNaN: true }),
  fc.tuple(fc.integer({ min: -(2 ** 20), max: 2 ** 20 }), fc.integer({ min: -80, max: 80 })).map(([digits, power]) => digits * 2 ** power),
  fc
    .tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: -40, max: 28 }))
    .map(([digits, power]) => Number(`${digits}e${power}`)),
).map(Math.fround);

describe("shortestFloat32 beside JavaScript's own printing", () => {
  test("writes the same text for any number", () => {
    const expectSame = (value: number): void => {
      expect(shortestFloat32(value)).toBe(shortestFloat32ByPrinting(value));
    };
    fc.assert(fc.property(fc.oneof(anyFinite, ordinary), expectSame), { numRuns: 20_000 });
    SPECIAL_FLOAT32.filter(Number.isFinite).forEach(expectSame);
  });

  test("writes the same text for many, taken evenly from all positive float32", () => {
    const random = new RandomGenerator(1);
    const different: number[] = [];
    for (let bits = 1; bits < 0x7f800000; bits += 1 + (random.nextUint32() % 40_000)) {
      const value = float32FromBits(bits);
      if (shortestFloat32(value) !== shortestFloat32ByPrinting(value)) different.push(value);
    }
    expect(different).toEqual([]);
  });
});

describe("writeFloat32", () => {
  test("writes the same as ASCII and nothing beside it", () => {
    fc.assert(
      fc.property(fc.oneof(anyFinite, ordinary), fc.integer({ min: 0, max: 3 }), (value, at) => {
        const target = new Uint8Array(at + LONGEST_DECIMAL + 1).fill(0x23);
        const end = writeFloat32(Float32Array.of(1, value), 1, target, at);
        expect(new TextDecoder().decode(target)).toBe(`${"#".repeat(at)}${shortestFloat32(value)}${"#".repeat(target.length - end)}`);
      }),
    );
  });

  test("a decimal of the longest kind fits", () => {
    expect(shortestFloat32(Math.fround(-0.00000123456789))).toHaveLength(LONGEST_DECIMAL);
  });
});

test("the parts of a power of ten sum to it, rounded down to 78 bits, each short enough for exact products", () => {
  /** value · 2^300 of a part, which has no bits below 2^-300. */
  const scaled = (part: number): bigint => BigInt(part * 2 ** 300);
  for (let power = LEAST_POWER; power <= GREATEST_POWER; power++) {
    const parts = [...POWERS_OF_TEN.subarray(3 * (power - LEAST_POWER), 3 * (power - LEAST_POWER) + 3)];
    const sum = parts.map(scaled).reduce((total, part) => total + part);
    const exact = power < 0 ? (1n << 300n) / 10n ** BigInt(-power) : 10n ** BigInt(power) << 300n;
    expect(exact - sum >= 0n && (exact - sum) << 78n <= exact << 1n, `10^${power}`).toBe(true);
    for (const part of parts) expect(significantBits(scaled(part)), `10^${power}`).toBeLessThanOrEqual(26);
  }
});

function significantBits(value: bigint): number {
  return value.toString(2).replace(/0+$/, "").length;
}
