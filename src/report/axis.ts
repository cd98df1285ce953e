// An axis: where a number lies in the drawing, and which numbers are written beside it. Draws nothing.

import { scaleLinear } from "d3-scale";
import { log10 } from "../numeric/elementary/index.ts";
import { decimalExponent, powerOfTen } from "./scientific.ts";

export interface Axis {
  readonly label: string;
  readonly position: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
  /** Places that are marked and not written. */
  readonly minorTicks: readonly number[];
}

export interface AxisSettings {
  readonly label: string;
  /** Of what the label names, where it has one. */
  readonly unit?: string | undefined;
  /** The numbers at both ends, the lower one first. */
  readonly domain: readonly [number, number];
  /** Where these lie in the drawing. */
  readonly range: readonly [number, number];
  /** About how many ticks there are. */
  readonly tickCount: number;
  /** Whether the domain is extended to round numbers. */
  readonly roundEnds: boolean;
}

/** Numbers of these magnitudes are written out; of others, in units of a power of ten that the label names. */
const LEAST_WRITTEN_OUT = 0.01;
const GREATEST_WRITTEN_OUT = 1e6;

/** An axis with even steps; ticks at 1, 2 or 5 times a power of ten (d3-scale). */
export function linearAxis({ label, unit, domain, range, tickCount, roundEnds }: AxisSettings): Axis {
  const largest = Math.max(Math.abs(domain[0]), Math.abs(domain[1]));
  const isShort = largest === 0 || (largest >= LEAST_WRITTEN_OUT && largest < GREATEST_WRITTEN_OUT);
  const exponent = isShort ? 0 : decimalExponent(largest);
  const scale = scaleLinear([inUnits(domain[0], exponent), inUnits(domain[1], exponent)], range);
  if (roundEnds) scale.nice(tickCount);
  const write = scale.tickFormat(tickCount);
  return {
    label: labelWithUnit(label, exponent, unit),
    position: (value) => scale(inUnits(value, exponent)),
    ticks: scale.ticks(tickCount).map((value) => ({ value: fromUnits(value, exponent), text: write(value) })),
    minorTicks: [],
  };
}

/** `celsius (°C)`, `error (10⁻³ °C)`; of pure numbers `error / 10⁻³`. */
function labelWithUnit(label: string, exponent: number, unit: string | undefined): string {
  if (unit !== undefined) return `${label} (${exponent === 0 ? unit : `${powerOfTen(exponent)} ${unit}`})`;
  return exponent === 0 ? label : `${label} / ${powerOfTen(exponent)}`;
}

/** value / 10^exponent, with powers that are whole numbers; in two steps, as one may be out of range. */
function inUnits(value: number, exponent: number): number {
  if (exponent >= 0) return value / 10 ** exponent;
  const most = Math.min(-exponent, 300);
  return value * 10 ** most * 10 ** (-exponent - most);
}

function fromUnits(value: number, exponent: number): number {
  if (exponent >= 0) return value * 10 ** exponent;
  const most = Math.min(-exponent, 300);
  return value / 10 ** most / 10 ** (-exponent - most);
}

const MOST_DECADES_WITH_MINOR_TICKS = 8;

/**
 * An axis on which equal factors are equally far apart. Ticks at powers of ten; at 1, 2 and 5 times them where there are
 * few; at even steps where the ends are nearer still. The domain is positive.
 */
export function logarithmicAxis({ label, domain: [low, high], range: [from, to], tickCount }: Omit<AxisSettings, "roundEnds" | "unit">): Axis {
  const [start, end] = [log10(low), log10(high)];
  const position = (value: number): number => from + ((log10(value) - start) / (end - start)) * (to - from);
  const within = (value: number): boolean => value >= low * (1 - 1e-12) && value <= high * (1 + 1e-12);
  const first = decimalExponent(low);
  const exponents = Array.from({ length: decimalExponent(high) - first + 1 }, (_, place) => first + place);
  const powers = exponents.map((exponent) => Number(`1e${exponent}`)).filter(within);
  const multiples = (factors: readonly number[]): readonly number[] =>
    exponents.flatMap((exponent) => factors.map((factor) => Number(`${factor}e${exponent}`))).filter(within);
  if (powers.length >= 3) {
    const step = Math.ceil(powers.length / tickCount);
    const isDense = end - start <= MOST_DECADES_WITH_MINOR_TICKS;
    const ticks = powers.filter((power) => decimalExponent(power) % step === 0);
    return {
      label,
      position,
      ticks: ticks.map((value) => ({ value, text: writePower(value) })),
      minorTicks: isDense ? multiples([2, 3, 4, 5, 6, 7, 8, 9]) : powers,
    };
  }
  const few = multiples([1, 2, 5]);
  const even = few.length >= 3 ? [] : scaleLinear([low, high], [0, 1]).ticks(tickCount);
  const values = few.length >= 3 ? few : even.filter((value) => value > 0);
  return {
    label,
    position,
    ticks: values.map((value) => ({ value, text: writeLogarithmic(value) })),
    minorTicks: few.length >= 3 ? multiples([3, 4, 6, 7, 8, 9]) : [],
  };
}

function writePower(value: number): string {
  return value === 1 ? "1" : powerOfTen(decimalExponent(value));
}

/** `0.02`, `2 × 10⁻⁵`: without the digits that rounding left. */
function writeLogarithmic(value: number): string {
  const rounded = Number(value.toPrecision(8));
  if (rounded >= 1e-3 && rounded < 1e6) return String(rounded);
  const [significand] = rounded.toExponential().split("e");
  return significand === "1" ? powerOfTen(decimalExponent(rounded)) : `${significand} × ${powerOfTen(decimalExponent(rounded))}`;
}

/** The least and the greatest of the finite numbers; undefined where there is none. */
export function finiteExtent(values: Iterable<number>): readonly [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? undefined : [low, high];
}

/** Ends that are nearer than this share of their magnitude are the same number to a reader. */
const LEAST_SHARE = 1e-9;

/**
 * The least and the greatest of the finite numbers, and around them `room` as a share of their distance. Where they are
 * all the same, a tenth of the number around it; [−1, 1] where they are 0 or there are none.
 */
export function roomyExtent(values: Iterable<number>, room: number): readonly [number, number] {
  const [low, high] = finiteExtent(values) ?? [0, 0];
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (largest === 0) return [-1, 1];
  const distance = high - low;
  const margin = distance > LEAST_SHARE * largest ? room * distance : largest / 10;
  return [low - margin, high + margin];
}

/** Logarithmic axes end here: float64's numbers below it are not as dense as the others. */
const LEAST_POSITIVE = 1e-300;

/**
 * The least and the greatest of the positive finite numbers for a logarithmic axis, and a little room around them; at
 * least a factor of 2 apart, and not below LEAST_POSITIVE. [0.1, 10] where there are none.
 */
export function positiveExtent(values: Iterable<number>): readonly [number, number] {
  const positive = Array.from(values)
    .filter((value) => value > 0)
    .map((value) => Math.max(value, LEAST_POSITIVE));
  const found = finiteExtent(positive);
  if (found === undefined) return [0.1, 10];
  const [low, high] = found;
  const factor = Math.max(Math.sqrt(2 / Math.min(2, high / low)), (high / low) ** 0.04);
  return [Math.max(low / factor, LEAST_POSITIVE), Math.min(high * factor, Number.MAX_VALUE)];
}
