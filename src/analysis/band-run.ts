// Runs a program with bands around lines in the place of its numbers: proves where every result is, roundings included, while its only
// input goes from one float32 number to another.

import { convertInterval } from "../program/convert.ts";
import { bandOf, heldBand, isBandComparison, roundedBand, steady, UNKNOWN, type Band } from "../program/domains/band.ts";
import { exactly, hull, type Interval } from "../program/domains/interval.ts";
import type { OperatorName } from "../program/operator-name.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Program } from "../program/program.ts";
import { isFloat, type Scalar } from "../program/scalar.ts";
import { runIn, type Domain } from "./domain-run.ts";
import { Enclosed } from "./enclosed.ts";

/** Where each element of the outputs is for every float32 of an interval; undefined where the input picks numbers and it is not known which. */
export type BandsOn = (low: number, high: number) => readonly Band[] | undefined;

/**
 * @param program one input of one element; its calls are in place.
 * @returns for `low` and `high`, float32 numbers in this order; bands are of t = −1 at low and 1 at high.
 */
export function bandsOf(program: Program): BandsOn {
  const run = runIn(BANDS, program);
  return (low, high) => {
    try {
      const [centre, rise] = [low / 2 + high / 2, high / 2 - low / 2];
      const line = low === high ? steady(low) : roundedBand({ centre, rise, radius: 0 }, "f64");
      const input = new Enclosed("f32", line, [], () => ({ low, high, nan: false }));
      return run(input).map(({ band }) => (band === undefined ? UNKNOWN : bandOf(band)));
    } catch (error) {
      if (error instanceof NotKnown) return undefined;
      throw error;
    }
  };
}

class NotKnown extends Error {}

const BANDS: Domain<Enclosed> = {
  constant(value, scalar) {
    const interval = exactly(value);
    return new Enclosed(scalar, isFloat(scalar) ? steady(value) : undefined, [], () => interval);
  },
  apply: (operator, operands, scalar) => (operator === "select" ? selected(operands, scalar) : applied(operator, operands, scalar)),
  convert(how, from, to, operand) {
    const boundsOf = (): Interval => convertInterval(how, from, to, operand.interval);
    const { band } = operand;
    const isNumber = how === "round" && isFloat(to) && band !== undefined && !isBandComparison(band);
    if (!isNumber) return new Enclosed(to, undefined, [operand], boundsOf);
    return new Enclosed(to, staysTheSame(from, to, operand) ? band : roundedBand(band, to), [operand], boundsOf);
  },
  place({ interval: { low, high } }) {
    if (low !== high) throw new NotKnown();
    return low;
  },
};

function applied(operator: OperatorName, operands: readonly Enclosed[], scalar: Scalar): Enclosed {
  const row = OPERATORS[operator];
  const boundsOf = (): Interval => row.interval(operands.map(({ interval }) => interval), scalar);
  const isLine = row.band !== undefined && (isFloat(scalar) || scalar === "bool");
  const bands = isLine ? operands.map(({ band }) => band) : [];
  const found = isLine && bands.every((band) => band !== undefined) ? row.band(bands) : undefined;
  if (found === undefined) return new Enclosed(scalar, undefined, operands, boundsOf);
  if (!isFloat(scalar)) return new Enclosed(scalar, found.value, operands, boundsOf);
  const band = bandOf(found.value);
  return new Enclosed(scalar, found.isExact === true ? heldBand(band, scalar) : roundedBand(band, scalar), operands, boundsOf);
}

function selected(operands: readonly Enclosed[], scalar: Scalar): Enclosed {
  const [condition, whenTrue, whenFalse] = operands;
  const decision = condition.interval;
  if (decision.low === 1) return whenTrue;
  if (decision.high === 0) return whenFalse;
  const boundsOf = (): Interval => hull(whenTrue.interval, whenFalse.interval);
  const bands = [condition.band, whenTrue.band, whenFalse.band];
  const isLine = isFloat(scalar) && bands.every((band) => band !== undefined);
  return new Enclosed(scalar, isLine ? OPERATORS.select.band?.(bands)?.value : undefined, operands, boundsOf);
}

/** Every float32 is a float64, and every whole number up to 2^24 a float32. */
function staysTheSame(from: Scalar, to: Scalar, { interval: { low, high } }: Enclosed): boolean {
  if (isFloat(from)) return from === "f32" && to === "f64";
  return to === "f64" || (low >= -(2 ** 24) && high <= 2 ** 24);
}
