// Runs a program with bands around lines in the place of its numbers: proves where every result is, roundings included, while its only
// input goes from one float32 number to another.

import { convertInterval } from "../program/convert.ts";
import {
  bandOf, bandWithinUnit, bent, heldBand, isBandComparison, rangeOf, roundedBand, steady, UNKNOWN, type Band, type BandValue, type Bounds,
} from "../program/domains/band.ts";
import { everything, exactly, hull, type Interval } from "../program/domains/interval.ts";
import type { OperatorName } from "../program/operator-name.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Conversion, Program } from "../program/program.ts";
import { isFloat, type FloatScalar, type Scalar } from "../program/scalar.ts";
import { runIn, type Domain } from "./domain-run.ts";
import { Enclosed } from "./enclosed.ts";

/** Where each element of the outputs is for every float32 of an interval; undefined where the input picks numbers and it is not known which. */
export type BandsOn = (low: number, high: number) => readonly Band[] | undefined;

/** Whether results of operations are rounded as those of a Program are, or computed in real arithmetic. */
export type Arithmetic = "float32" | "real";

/** Of an elementary function: bounds of its values and of its derivative over an interval; undefined where it has none there. */
export type SmoothBounds = (low: number, high: number) => { readonly value: Bounds; readonly slope: Bounds } | undefined;

export type SmoothFunctions = ReadonlyMap<string, SmoothBounds>;

/**
 * @param program one input of one element; its calls are in place.
 * @param functions by the operators' names, whose results are within a unit in the last place (`npm run test:kernels`). Of others nothing is known.
 * @returns for `low` and `high`, float32 numbers in this order; bands are of t = −1 at low and 1 at high.
 */
export function bandsOf(program: Program, functions: SmoothFunctions, arithmetic: Arithmetic): BandsOn {
  const run = runIn(new Bands(functions, arithmetic), program);
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

class Bands implements Domain<Enclosed> {
  private readonly functions: SmoothFunctions;
  private readonly arithmetic: Arithmetic;

  constructor(functions: SmoothFunctions, arithmetic: Arithmetic) {
    [this.functions, this.arithmetic] = [functions, arithmetic];
  }

  constant(value: number, scalar: Scalar): Enclosed {
    const interval = exactly(value);
    return new Enclosed(scalar, isFloat(scalar) ? steady(value) : undefined, [], () => interval);
  }

  apply(operator: OperatorName, operands: readonly Enclosed[], scalar: Scalar): Enclosed {
    if (operator === "select") return selected(operands, this.held(scalar));
    const row = OPERATORS[operator];
    const boundsOf = (): Interval => row.interval(operands.map(({ interval }) => interval), this.held(scalar));
    const told = isFloat(scalar) || scalar === "bool" ? this.told(operator, operands, scalar) : undefined;
    return new Enclosed(this.held(scalar), told, operands, this.arithmetic === "real" && isFloat(scalar) ? () => everything("f64") : boundsOf);
  }

  convert(how: Conversion, from: Scalar, to: Scalar, operand: Enclosed): Enclosed {
    const boundsOf = (): Interval => convertInterval(how, from, to, operand.interval);
    const { band } = operand;
    const isNumber = how === "round" && isFloat(to) && band !== undefined && !isBandComparison(band);
    if (!isNumber) return new Enclosed(to, undefined, [operand], boundsOf);
    return new Enclosed(to, staysTheSame(from, to, operand) ? band : this.rounded(band, to), [operand], boundsOf);
  }

  place({ interval: { low, high } }: Enclosed): number {
    if (low !== high) throw new NotKnown();
    return low;
  }

  private told(operator: OperatorName, operands: readonly Enclosed[], scalar: FloatScalar | "bool"): BandValue | undefined {
    const { band: rule } = OPERATORS[operator];
    const bands = operands.map(({ band }) => band);
    if (!bands.every((band) => band !== undefined)) return undefined;
    const bounds = this.functions.get(operator);
    if (bounds !== undefined) return this.throughFunction(bandOf(bands[0]), bounds);
    const found = rule?.(bands);
    if (found === undefined || scalar === "bool") return found?.value;
    const band = bandOf(found.value);
    return found.isExact === true ? heldBand(band, scalar) : this.rounded(band, scalar);
  }

  private throughFunction(band: Band, boundsOf: SmoothBounds): Band | undefined {
    const { low, high } = rangeOf(band);
    const [over, at] = [boundsOf(low, high), boundsOf(band.centre, band.centre)];
    if (over === undefined || at === undefined) return undefined;
    const line = bent(band, at.value, over.slope);
    return this.arithmetic === "real" ? line : bandWithinUnit(line);
  }

  /** Real numbers lie between those of float32. */
  private held(scalar: Scalar): Scalar {
    return this.arithmetic === "real" && scalar === "f32" ? "f64" : scalar;
  }

  private rounded(band: Band, scalar: FloatScalar): Band {
    return this.arithmetic === "real" ? band : roundedBand(band, scalar);
  }
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
