// Conversions between scalar types: which there are, and what each one gives. In a Program they are said by name.

import { float32Bits, float32FromBits, greatestFloat32To, leastFloat32From } from "../numeric/float32.ts";
import { everything, exactly, isWithin, type Interval } from "./domains/interval.ts";
import type { Lane, LaneTarget } from "./lanes.ts";
import type { Conversion } from "./program.ts";
import { isFloat, isInteger, SCALARS, type Scalar, type Values } from "./scalar.ts";

/** Whether a conversion from a type to a type exists. */
export function isConversion(from: Scalar, to: Scalar, how: Conversion): boolean {
  switch (how) {
    case "round":
      return from !== to && (isFloat(to) || isFloat(from) || isWidening(from, to));
    case "truncate":
      return isFloat(from) && isInteger(to);
    case "saturate":
      return isInteger(from) && isInteger(to) && from !== to;
    case "bits":
      if (from === "bool" || to === "bool" || from === to) return false;
      return SCALARS[from].bytes === SCALARS[to].bytes || (isInteger(from) && isInteger(to) && SCALARS[to].bytes < SCALARS[from].bytes);
  }
}

/** Every value of the one type is one of the other. */
function isWidening(from: Scalar, to: Scalar): boolean {
  return to !== "bool" && SCALARS[to].least <= SCALARS[from].least && SCALARS[to].greatest >= SCALARS[from].greatest;
}

/** The conversion on every lane; `from` and `to` are the types of the data. */
export function convertLanes(how: Conversion, from: Scalar, to: Scalar, lane: Lane, target: LaneTarget): void {
  const { data, offset, count } = target;
  if (how === "bits") {
    convertBits(from, to, lane, target);
    return;
  }
  for (let i = 0; i < count; i++) data[offset + i] = converted(lane.data[lane.offset + i * lane.step], how, to);
}

/** The value of a number; a float's last rounding is that of the store. */
function converted(value: number, how: "round" | "truncate" | "saturate", to: Scalar): number {
  if (isFloat(to)) return value;
  if (Number.isNaN(value)) return 0;
  const whole = how === "round" ? roundHalfEven(value) : Math.trunc(value);
  return Math.min(Math.max(whole, SCALARS[to].least), SCALARS[to].greatest);
}

/** Every float of 2^52 and more is whole; below, adding and subtracting it rounds at the last whole place. */
function roundHalfEven(value: number): number {
  const magnitude = Math.abs(value);
  if (!(magnitude < 2 ** 52)) return value;
  return value < 0 ? -(magnitude + 2 ** 52 - 2 ** 52) : magnitude + 2 ** 52 - 2 ** 52;
}

function convertBits(from: Scalar, to: Scalar, { data, offset, step }: Lane, target: LaneTarget): void {
  if (isInteger(from) && isInteger(to)) {
    for (let i = 0; i < target.count; i++) target.data[target.offset + i] = data[offset + i * step];
    return;
  }
  const bits = bitsOf(data, to);
  for (let i = 0; i < target.count; i++) target.data[target.offset + i] = bits[offset + i * step];
}

/** The same memory as values of another type of the same size. */
function bitsOf({ buffer, byteOffset, length }: Values, to: Scalar): Values {
  switch (to) {
    case "f32":
      return new Float32Array(buffer, byteOffset, length);
    case "i32":
      return new Int32Array(buffer, byteOffset, length);
    case "u32":
      return new Uint32Array(buffer, byteOffset, length);
    case "f64":
    case "i8":
    case "u8":
    case "i16":
    case "u16":
    case "bool":
      throw new RangeError(`no other type has the bits of ${to}`);
  }
}

/** What a conversion makes of an interval. */
export function convertInterval(how: Conversion, from: Scalar, to: Scalar, interval: Interval): Interval {
  if (how === "bits") return bitsInterval(from, to, interval);
  if (to === "f64") return interval;
  if (to === "f32") return { low: Math.fround(interval.low), high: Math.fround(interval.high), nan: interval.nan };
  const low = interval.low > interval.high ? 0 : converted(interval.low, how, to);
  const high = interval.low > interval.high ? 0 : converted(interval.high, how, to);
  return interval.nan ? { low: Math.min(0, low), high: Math.max(0, high), nan: false } : { low, high, nan: false };
}

const INFINITY_BITS = 0x7f800000;

/** The bits of floats of one sign are in the order of the floats' magnitudes. */
function bitsInterval(from: Scalar, to: Scalar, interval: Interval): Interval {
  const { low, high, nan } = interval;
  if (from === "f32" && !nan && low > -Infinity && high < Infinity && low <= high && (low > 0 || high < 0)) {
    const [first, last] = [float32Bits(leastFloat32From(low)), float32Bits(greatestFloat32To(high))];
    const [least, greatest] = low > 0 ? [first, last] : [last, first];
    return to === "i32" ? { low: least | 0, high: greatest | 0, nan: false } : { low: least, high: greatest, nan: false };
  }
  if (to === "f32" && low === high) return exactly(float32FromBits(low >>> 0));
  if (to === "f32" && low >= 0 && high < INFINITY_BITS) return { low: float32FromBits(low), high: float32FromBits(high), nan: false };
  return isInteger(from) && isInteger(to) && isWithin(interval, everything(to)) ? interval : everything(to);
}
