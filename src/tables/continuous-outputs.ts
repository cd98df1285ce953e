// The outputs of a program of one input as exact functions of lines that meet, or why there are none: what tables are made of.

import { piecewiseLinearOutputs } from "../analysis/breakpoints.ts";
import { valueAt, type PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { compare } from "../program/domains/rational.ts";
import type { Program } from "../program/program.ts";

export type ContinuousOutputs =
  | { readonly kind: "lines"; readonly outputs: readonly PiecewiseLinear[] }
  | { readonly kind: "no lines"; readonly reason: string };

/** @param low and `high` float32 numbers, the first one less. */
export function continuousOutputs(program: Program, low: number, high: number): ContinuousOutputs {
  const found = piecewiseLinearOutputs(program, low, high);
  if (found.kind === "unknown") return { kind: "no lines", reason: found.reason };
  const { outputs } = found;
  if (outputs.every(isContinuous)) return { kind: "lines", outputs };
  return { kind: "no lines", reason: "it jumps, and a table of lines would be wrong beside the place" };
}

/** Whether the pieces on both sides of every break meet there. */
function isContinuous({ breaks, pieces }: PiecewiseLinear): boolean {
  return breaks.every((place, index) => {
    const [before, after] = [pieces[index], pieces[index + 1]].map((piece) => valueAt(piece, place));
    return compare(before, after) === 0;
  });
}
