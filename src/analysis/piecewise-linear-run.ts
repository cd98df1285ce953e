// Runs a program with piecewise linear functions in the place of float32 numbers.

import type { Program } from "../program/program.ts";
import { dyadicOf, ZERO } from "../program/domains/dyadic.ts";
import type { LinearRefusal, LinearRule, LinearValue, OpenInterval, PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { constantFunction, functionOf, isComparison } from "../program/domains/piecewise-linear.ts";
import { exactly } from "../program/domains/rational.ts";
import { OPERATORS } from "../program/operators.ts";
import { runIn, runInPausing, type Domain } from "./domain-run.ts";

/** Why a program cannot be followed. */
export type Refusal = LinearRefusal | "too large" | "picked";

/** Pieces that are computed before it is given up: about a second. */
export const ELEMENT_LIMIT = 1_000_000;

class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

const IDENTITY: PiecewiseLinear = { breaks: [], pieces: [{ slope: dyadicOf(1), intercept: ZERO }] };

/** Every element of every output, in order, or why there is no such answer. @param program has one input of one element. */
export function piecewiseLinearRun(program: Program, low: number, high: number, mostPieces: number): readonly PiecewiseLinear[] | Refusal {
  return runSelecting(program, { low: exactly(low), high: exactly(high) }, mostPieces, OPERATORS.select.linear);
}

/** As `piecewiseLinearRun`, which may be left after every turn of an outer loop. */
export function* piecewiseLinearRunPausing(
  program: Program,
  low: number,
  high: number,
  mostPieces: number,
): Generator<undefined, readonly PiecewiseLinear[] | Refusal, void> {
  const domain = piecewiseLinearOn({ low: exactly(low), high: exactly(high) }, mostPieces, OPERATORS.select.linear);
  try {
    return (yield* runInPausing(domain, program)([IDENTITY])).map(functionOf);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** The same with a meaning of selections. */
export function runSelecting(
  program: Program,
  interval: OpenInterval,
  mostPieces: number,
  select: LinearRule | undefined,
): readonly PiecewiseLinear[] | Refusal {
  const domain = piecewiseLinearOn(interval, mostPieces, select);
  try {
    return runIn(domain, program)([IDENTITY]).map(functionOf);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

function piecewiseLinearOn(interval: OpenInterval, mostPieces: number, select: LinearRule | undefined): Domain<LinearValue> {
  let pieces = 0;
  return {
    constant: (value) => constantFunction(dyadicOf(value)),
    apply(operator, operands) {
      const linear = operator === "select" ? select : OPERATORS[operator].linear;
      if (linear === undefined) throw new Refused("not linear");
      const result = linear(operands, interval);
      if (typeof result === "string") throw new Refused(result);
      if (isComparison(result)) return result;
      pieces += result.pieces.length;
      if (pieces > mostPieces) throw new Refused("too large");
      return result;
    },
    convert() {
      throw new Refused("not linear");
    },
    /** What is no loop's depends on the input. */
    place() {
      throw new Refused("picked");
    },
  };
}
