// The functions of target expressions as algebras of forms ask of them: bounds and series over an interval, where they have values.

import type { SmoothBounds } from "../../../program/domains/affine-algebra.ts";
import { powerJet, powerRange } from "./calls.ts";
import { EXPANSIONS, type Expansion } from "./expansions.ts";
import { atLeast0, FUNCTION_RANGES, type FunctionRanges } from "./functions.ts";
import { constantJet, variableJet } from "./jet.ts";
import { EVERYTHING, point, times, within, type Range } from "./outward.ts";
import { over, powerSeries, stepFrom, type Series } from "./series.ts";

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

const powers = new Map<number, SmoothBounds>();

/** x^power: of numbers above 0; from 0 up where the power is above 0; of any where it is whole, but for 0 where it is below 0. The same for the same power. */
export function powerBounds(power: number): SmoothBounds {
  const known = powers.get(power) ?? boundsOfPower(power);
  powers.set(power, known);
  return known;
}

function boundsOfPower(power: number): SmoothBounds {
  const isWhole = Number.isInteger(power);
  const expansion: Expansion = isWhole
    ? (x, last) => wholePowerSeries(x, power, last)
    : (x, last) => powerSeries(stepFrom(x), point(power), powerRange(x, power), last);
  return (low, high) => {
    const x = { low, high };
    const isDefined = low > 0 || (isWhole ? power >= 0 || high < 0 : low === 0 && power > 0);
    if (!isDefined) return undefined;
    if (isWhole || low > 0) return { value: powerRange(x, power), slope: expansion(x, 1)[1], series: (last) => expansion(x, last) };
    return { value: atLeast0(powerRange(x, power)), slope: atLeast0(powerJet(variableJet(x), constantJet(power)).slope) };
  };
}

/** The terms are binomial coefficients times lower powers. */
function wholePowerSeries(x: Range, power: number, last: number): Series {
  let binomial = point(1);
  return Array.from({ length: last + 1 }, (_, k) => {
    const term = binomial.low === 0 && binomial.high === 0 ? binomial : times(binomial, powerRange(x, power - k));
    binomial = power === k ? point(0) : times(binomial, over(point(power - k), k + 1));
    return term;
  });
}
