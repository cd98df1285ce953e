// Runs a program with bands around lines in the place of its numbers: proves where every result is, roundings included, while its only
// input goes from one float32 number to another.

import { convertInterval } from "../program/convert.ts";
import {
  bandOf, bandWithinUnit, between, bent, heldBand, isBandComparison, rangeOf, roundedBand, steady, UNKNOWN, type Band, type BandValue, type Bounds,
} from "../program/domains/band.ts";
import { everything, exactly, hull, type Interval } from "../program/domains/interval.ts";
import { interpret } from "../program/interpret.ts";
import type { OperatorName } from "../program/operator-name.ts";
import type { Operator } from "../program/operator.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Conversion, Program } from "../program/program.ts";
import { isFloat, SCALARS, type FloatScalar, type Scalar } from "../program/scalar.ts";
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
    if (low === high && arithmetic === "float32") return resultsAt(program, low);
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

/** Of single whole numbers. */
function computed({ lanes }: Operator, operands: readonly Enclosed[], scalar: Scalar): number {
  const to = { data: SCALARS[scalar].newValues(1), offset: 0, count: 1 };
  lanes(operands.map((one) => ({ data: SCALARS[one.scalar].newValues(1).fill(one.interval.low), offset: 0, step: 1 })), to);
  return to.data[0];
}

/** What is computed of a single number, of 0 with either sign. */
function resultsAt(program: Program, x: number): readonly Band[] {
  const [first, second] = [x, -x].map((one) => interpret(program, [Float32Array.of(x === 0 ? one : x)], 1).flatMap((values) => [...values]));
  return first.map((one, place) => between(Math.min(one, second[place]), Math.max(one, second[place])));
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
    if (!isFloat(scalar) && operands.every(({ isPoint }) => isPoint)) return this.constant(computed(row, operands, scalar), scalar);
    const boundsOf = (): Interval => row.interval(operands.map(({ interval }) => interval), this.held(scalar));
    const float = operator === "exclusiveOr" ? this.withSign(operands) : undefined;
    const told = isFloat(scalar) || scalar === "bool" ? this.told(operator, operands, scalar) : undefined;
    return new Enclosed(this.held(scalar), told, operands, this.arithmetic === "real" && isFloat(scalar) ? () => everything("f64") : boundsOf, float);
  }

  convert(how: Conversion, from: Scalar, to: Scalar, operand: Enclosed): Enclosed {
    const boundsOf = (): Interval => convertInterval(how, from, to, operand.interval);
    const { band } = operand;
    const isNumber = how === "round" && isFloat(to) && band !== undefined && !isBandComparison(band);
    if (how === "bits" && isFloat(to) && operand.float !== undefined) return operand.float;
    if (!isNumber) return new Enclosed(to, undefined, [operand], boundsOf, isFloat(from) && how === "bits" ? operand : undefined);
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

  /** The float whose bits these are: another one where a known bit of the sign is turned. */
  private withSign([{ float }, { interval: { low, high } }]: readonly Enclosed[]): Enclosed | undefined {
    if (float === undefined || low !== high) return undefined;
    if (low === 0) return float;
    return (low | 0) === -(2 ** 31) ? this.apply("negate", [float], "f32") : undefined;
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
