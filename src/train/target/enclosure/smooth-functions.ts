// The functions of target expressions as algebras of forms ask of them: bounds and series over an interval, where they have values.

import type { SmoothBounds } from "../../../program/domains/affine-algebra.ts";
import { powerRange } from "./calls.ts";
import { EXPANSIONS, type Expansion } from "./expansions.ts";
import { FUNCTION_RANGES, type FunctionRanges } from "./functions.ts";
import { EVERYTHING, point, within } from "./outward.ts";
import { powerSeries, stepFrom } from "./series.ts";

export const TARGET_FUNCTIONS: ReadonlyMap<string, SmoothBounds> = new Map(
  [...FUNCTION_RANGES].map(([name, ranges]) => [name, smoothBounds(ranges, EXPANSIONS.get(name))] as const),
);

/** @param expansion absent where there are no derivatives. */
export function smoothBounds(ranges: FunctionRanges, expansion?: Expansion): SmoothBounds {
  const { domain = EVERYTHING, isOpen } = ranges;
  return (low, high) => {
    const inside = within({ low, high }, domain);
    if (inside === undefined || (isOpen === true && (inside.low <= domain.low || (inside.high >= domain.high && domain.high < Infinity)))) return undefined;
    return { value: ranges.value(inside), slope: ranges.slope(inside), series: expansion && ((last) => expansion(inside, last)) };
  };
}

/** x^power of numbers above 0. */
export function powerBounds(power: number): SmoothBounds {
  const value = (x: { readonly low: number; readonly high: number }): ReturnType<typeof powerRange> => powerRange(x, power);
  return (low, high) => {
    if (!(low > 0)) return undefined;
    const x = { low, high };
    const series: Expansion = (range, last) => powerSeries(stepFrom(range), point(power), value(range), last);
    return { value: value(x), slope: series(x, 1)[1], series: (last) => series(x, last) };
  };
}
