// Finds where a program of one input is not smooth, exactly: every value in it is followed as a piecewise linear function
// of the input, in the real arithmetic that float32 rounds. Ops are known by their statements alone.

import { ELEMENT_LIMIT, piecewiseLinearRun, piecewiseLinearRunPausing, type Refusal } from "./piecewise-linear-run.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { simplified } from "../program/domains/piecewise-linear.ts";
import type { Rational } from "../program/domains/rational.ts";
import type { Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";

/** What a program computes between two inputs, one function per element of its outputs, or why there is no such answer. */
export type PiecewiseLinearOutputs =
  | { readonly kind: "piecewise linear"; readonly outputs: readonly PiecewiseLinear[] }
  | { readonly kind: "unknown"; readonly reason: string };

/** Where the elements of the outputs bend, one list per element, or why that is not known. */
export type Breakpoints =
  | { readonly kind: "known"; readonly outputs: readonly (readonly Rational[])[] }
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * The breakpoints between `low` and `high`, ends excluded: all x at which the function has no derivative, and no others.
 * A program of 1-16-32-1 takes some tens of milliseconds.
 */
export function breakpointsOf(program: Program, low: number, high: number): Breakpoints {
  const found = piecewiseLinearOutputs(program, low, high);
  return found.kind === "unknown" ? found : { kind: "known", outputs: found.outputs.map(({ breaks }) => breaks) };
}

/** As `breakpointsOf`, which may be left on the way. */
export function* breakpointsPausing(program: Program, low: number, high: number): Generator<undefined, Breakpoints, void> {
  const refused = refusalOf(program, low, high);
  if (refused !== undefined) return refused;
  const found = outputsOf(yield* piecewiseLinearRunPausing(program, low, high, ELEMENT_LIMIT), ELEMENT_LIMIT);
  return found.kind === "unknown" ? found : { kind: "known", outputs: found.outputs.map(({ breaks }) => breaks) };
}

/**
 * The outputs as exact piecewise linear functions of the only input on the open interval from `low` to `high`. Unknown
 * where there is another number of inputs, where values are multiplied or divided by each other or pick elements of tables,
 * and where there are more than `mostPieces` pieces to compute, those of every value counted.
 *
 * @throws RangeError where low is not less than high.
 */
export function piecewiseLinearOutputs(program: Program, low: number, high: number, mostPieces = ELEMENT_LIMIT): PiecewiseLinearOutputs {
  return refusalOf(program, low, high) ?? outputsOf(piecewiseLinearRun(program, low, high, mostPieces), mostPieces);
}

function refusalOf(program: Program, low: number, high: number): Extract<PiecewiseLinearOutputs, { kind: "unknown" }> | undefined {
  if (!(low < high)) throw new RangeError(`nothing lies between ${low} and ${high}`);
  const { inputs } = callingConvention(program);
  const elements = inputs.reduce((count, { buffer }) => count + buffer.size, 0);
  return elements === 1 ? undefined : { kind: "unknown", reason: `it has ${elements} inputs, and breakpoints are places of one` };
}

function outputsOf(found: readonly PiecewiseLinear[] | Refusal, mostPieces: number): PiecewiseLinearOutputs {
  if (typeof found === "string") return { kind: "unknown", reason: found === "too large" ? `it has more than ${mostPieces} pieces to follow` : REASONS[found] };
  return { kind: "piecewise linear", outputs: found.map(simplified) };
}

const REASONS = {
  "not linear": "it is not linear between breakpoints: results are multiplied or divided by each other",
  "not dyadic": "it divides by a number that is no power of two",
  picked: "its input picks the numbers that it is computed with",
} as const;
