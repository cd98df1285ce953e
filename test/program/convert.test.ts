// Every conversion: which there are, what each gives against exact integers, and its intervals against what it gives.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { convertInterval, convertLanes } from "../../src/program/convert.ts";
import { contains, everything, exactly, hull } from "../../src/program/domains/interval.ts";
import { isFloat, SCALARS } from "../../src/program/scalar.ts";
import { CONVERSION_CASES, type ConversionCase } from "./conversion-cases.ts";
import { inUnits, nearestFloat } from "./exact-float.ts";
import { awkwardValues, SCALAR_NAMES, valuesOf } from "./scalar-values.ts";

function computed({ how, from, to }: ConversionCase, values: readonly number[]): readonly number[] {
  const data = SCALARS[from].newValues(values.length);
  data.set(values);
  const target = { data: SCALARS[to].newValues(values.length), offset: 0, count: values.length };
  convertLanes(how, from, to, { data, offset: 0, step: 1 }, target);
  return [...target.data];
}

/** The same by exact integers. */
function expected({ how, from, to }: ConversionCase, value: number): number {
  if (how === "bits") return sameBits(from, to, value);
  if (isFloat(from) && (!Number.isFinite(value) || value === 0)) return ofSpecial(to, value);
  const { numerator, denominator } = isFloat(from) ? inUnits(from, value) : { numerator: BigInt(value), denominator: 1n };
  if (isFloat(to)) return nearestFloat(to, numerator, denominator);
  const whole = how === "round" ? halfEven(numerator, denominator) : numerator / denominator;
  return Number(clamped(whole, to));
}

/** NaN, infinities and zeros. */
function ofSpecial(to: ConversionCase["to"], value: number): number {
  if (isFloat(to)) return value;
  if (Number.isNaN(value) || value === 0) return 0;
  return value > 0 ? SCALARS[to].greatest : SCALARS[to].least;
}

function clamped(value: bigint, to: ConversionCase["to"]): bigint {
  const [least, greatest] = [BigInt(SCALARS[to].least), BigInt(SCALARS[to].greatest)];
  return value < least ? least : value > greatest ? greatest : value;
}

function halfEven(numerator: bigint, denominator: bigint): bigint {
  const twice = 2n * numerator;
  const up = floor(twice + denominator, 2n * denominator);
  const isTie = (twice + denominator) % (2n * denominator) === 0n;
  return isTie && up % 2n !== 0n ? up - 1n : up;
}

function floor(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

/** The low bytes, least significant first. */
function sameBits(from: ConversionCase["from"], to: ConversionCase["to"], value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  if (from === "f32") view.setFloat32(0, value, true);
  else view.setInt32(0, Number(BigInt.asIntN(32, BigInt(value))), true);
  if (to === "f32") return view.getFloat32(0, true);
  const word = BigInt(view.getUint32(0, true));
  const size = 8 * SCALARS[to].bytes;
  return Number(SCALARS[to].least < 0 ? BigInt.asIntN(size, word) : BigInt.asUintN(size, word));
}

describe("the conversions", () => {
  const list = (how: string, from: string): string =>
    CONVERSION_CASES.filter((one) => one.how === how && one.from === from).map(({ to }) => to).join(" ");

  test.each(SCALAR_NAMES)("of %s", (from) => {
    expect(["round", "truncate", "saturate", "bits"].map((how) => list(how, from))).toEqual(
      {
        f32: ["f64 i8 u8 i16 u16 i32 u32 bool", "i8 u8 i16 u16 i32 u32", "", "i32 u32"],
        f64: ["f32 i8 u8 i16 u16 i32 u32 bool", "i8 u8 i16 u16 i32 u32", "", ""],
        i8: ["f32 f64 i16 i32", "", "u8 i16 u16 i32 u32", "u8"],
        u8: ["f32 f64 i16 u16 i32 u32", "", "i8 i16 u16 i32 u32", "i8"],
        i16: ["f32 f64 i32", "", "i8 u8 u16 i32 u32", "i8 u8 u16"],
        u16: ["f32 f64 i32 u32", "", "i8 u8 i16 i32 u32", "i8 u8 i16"],
        i32: ["f32 f64", "", "i8 u8 i16 u16 u32", "f32 i8 u8 i16 u16 u32"],
        u32: ["f32 f64", "", "i8 u8 i16 u16 i32", "f32 i8 u8 i16 u16 i32"],
        bool: ["f32 f64 i8 u8 i16 u16 i32 u32", "", "", ""],
      }[from],
    );
  });
});

test.each([
  ["round", "f32", "i32", 0.5, 0],
  ["round", "f32", "i32", 1.5, 2],
  ["round", "f64", "i32", -2.5, -2],
  ["round", "f64", "i32", 2147483647.5, 2147483647],
  ["round", "f64", "u8", 255.5, 255],
  ["round", "f32", "bool", 0.5, 0],
  ["round", "f32", "bool", NaN, 0],
  ["round", "f64", "f32", 1 + 2 ** -24, 1],
  ["round", "i32", "f32", 16777217, 16777216],
  ["round", "u32", "f32", 4294967295, 4294967296],
  ["truncate", "f32", "i8", -127.9, -127],
  ["truncate", "f32", "i8", -1e30, -128],
  ["truncate", "f64", "u32", -0.9, 0],
  ["truncate", "f64", "i32", NaN, 0],
  ["saturate", "i32", "u8", -5, 0],
  ["saturate", "u32", "i32", 4294967295, 2147483647],
  ["bits", "i32", "i8", 200, -56],
  ["bits", "f32", "u32", -0, 2147483648],
  ["bits", "i32", "f32", 0x3f800000, 1],
] as const)("the oracle: %s %s to %s of %d is %d", (how, from, to, value, result) => {
  expect(expected({ label: "", how, from, to }, value)).toBe(result);
});

describe.each(CONVERSION_CASES.map((one) => [one.label, one] as const))("%s", (_, one) => {
  test("is what exact arithmetic gives", () => {
    const values = awkwardValues(one.from).filter((value) => one.how !== "bits" || !Number.isNaN(value));
    expect(computed(one, values)).toEqual(values.map((value) => expected(one, value)));
    fc.assert(
      fc.property(valuesOf(one.from), (value) => {
        fc.pre(one.how !== "bits" || !Number.isNaN(value));
        expect(computed(one, [value])).toEqual([expected(one, value)]);
      }),
      { numRuns: 300 },
    );
  });

  test("stays within the interval of its operand's interval", () => {
    fc.assert(
      fc.property(valuesOf(one.from), valuesOf(one.from), fc.boolean(), (value, other, anything) => {
        const interval = convertInterval(one.how, one.from, one.to, anything ? everything(one.from) : hull(exactly(value), exactly(other)));
        const [result] = computed(one, [value]);
        expect(contains(interval, result), `${result} in ${interval.low}..${interval.high}, NaN ${interval.nan}`).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
