// The calls that a package's own test makes, with the results that the interpreter gives. Writes no text.

import type { EmitRequest } from "../package.ts";
import { nearestFloat32Within } from "../../numeric/float32.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import { interpretValues } from "../../program/interpret.ts";
import { operationsOfCall } from "../../program/operation-count.ts";
import { callingConvention, type Program } from "../../program/program.ts";
import { isFloat, SCALARS, type Scalar } from "../../program/scalar.ts";
import { dependsOnPlatform } from "../mathematics.ts";
import type { CheckedCall } from "./package-style.ts";

/** Within the domain, its two ends among them. */
const [FEWEST_WITHIN, MOST_WITHIN] = [2, 9];
/** Numbers of all calls within the domain together, arguments and results: of larger functions fewer calls are taken. */
const NUMBERS = 256;
/** Numbers of one call, and its operations: of larger ones none is listed. */
const [MOST_NUMBERS, MOST_OPERATIONS] = [10_000, 5_000_000];
/** For elements whose domain is not known. */
const UNKNOWN: Range = { low: -1, high: 1 };

interface Range {
  readonly low: number;
  readonly high: number;
}

/** None where results are the platform's, or a call is too large. Those within the domain come first, its ends before all others. */
export function checkedCalls({ program, model: { record }, givenDomain = [], math = "own" }: EmitRequest): readonly CheckedCall[] {
  const { inputs, outputs } = callingConvention(program);
  const scalars = inputs.flatMap(({ buffer: { scalar, size } }) => Array.from({ length: size }, () => scalar));
  const width = scalars.length + outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  if (dependsOnPlatform(program, math) || width > MOST_NUMBERS || operationsOfCall(program) > MOST_OPERATIONS) return [];
  const domain = record?.domain ?? givenDomain;
  const ranges = scalars.map((_, place): Range => domain.at(place) ?? UNKNOWN);
  const count = Math.min(MOST_WITHIN, Math.max(FEWEST_WITHIN, Math.floor(NUMBERS / width)));
  const chosen = [
    ...within(ranges, count).map((values) => ({ place: "within", values }) as const),
    ...(domain.length === 0 ? [] : outside(ranges)).map((values) => ({ place: "outside", values }) as const),
    ...unbounded(ranges).map((values) => ({ place: "unbounded", values }) as const),
  ].map(({ place, values }) => ({ place, values: values.map((value, at) => ofType(value, scalars[at])) }));
  const different = chosen.filter(({ values }, at) => chosen.findIndex((other) => String(other.values) === String(values)) === at);
  return different.map(({ place, values }) => ({ place, inputs: values, outputs: resultsOf(program, values) }));
}

/** The ends, then of one number evenly spaced ones, of several random ones, the same every time. */
function within(ranges: readonly Range[], count: number): readonly (readonly number[])[] {
  const random = new RandomGenerator(1);
  const others = Array.from({ length: count - 2 }, (_, place) => ranges.map(({ low, high }) => {
    const part = ranges.length === 1 ? (place + 1) / (count - 1) : random.uniformIn(0, 1);
    return nearestFloat32Within(low + part * (high - low), low, high);
  }));
  return [ranges.map(({ low, high }) => nearestFloat32Within(low, low, high)), ranges.map(({ low, high }) => nearestFloat32Within(high, low, high)), ...others];
}

function outside(ranges: readonly Range[]): readonly (readonly number[])[] {
  return [ranges.map(({ low, high }) => low - (high - low)), ranges.map(({ low, high }) => high + (high - low))];
}

/** In the first place, beside numbers of the middle. */
function unbounded(ranges: readonly Range[]): readonly (readonly number[])[] {
  const others = ranges.slice(1).map(({ low, high }) => nearestFloat32Within(low / 2 + high / 2, low, high));
  return ranges.length === 0 ? [] : [NaN, -Infinity, Infinity].map((value) => [value, ...others]);
}

/** +0 for −0, which not every language has a literal for; a small whole number where the type has no others. */
function ofType(value: number, scalar: Scalar): number {
  if (isFloat(scalar)) return Math.fround(value) + 0;
  return Number.isFinite(value) ? Math.abs(Math.round(value)) % (scalar === "bool" ? 2 : 4) : 1;
}

/** The results of one call, in order. */
export function resultsOf(program: Program, values: readonly number[]): readonly number[] {
  let end = 0;
  const given = callingConvention(program).inputs.map(({ buffer: { scalar, size } }) => {
    const own = SCALARS[scalar].newValues(size);
    own.set(values.slice(end, end + size));
    end += size;
    return own;
  });
  return interpretValues(program, given, 1).flatMap((results) => Array.from(results));
}
