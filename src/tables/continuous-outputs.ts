// The outputs of a program of one input as exact functions of lines that meet, or why there are none: what tables are made of.

import { piecewiseLinearOutputs } from "../analysis/breakpoints.ts";
import { isContinuous, type PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { rationalOf } from "../program/domains/rational.ts";
import type { Program } from "../program/program.ts";

export type ContinuousOutputs =
  | { readonly kind: "lines"; readonly outputs: readonly PiecewiseLinear[] }
  | { readonly kind: "no lines"; readonly reason: string };

/** @param low and `high` float32 numbers, the first one less. */
export function continuousOutputs(program: Program, low: number, high: number): ContinuousOutputs {
  const found = piecewiseLinearOutputs(program, low, high);
  if (found.kind === "unknown") return { kind: "no lines", reason: found.reason };
  const { outputs } = found;
  if (!outputs.every((output) => isOfFloat32(output, Math.max(1, Math.abs(low), Math.abs(high))))) {
    return { kind: "no lines", reason: "its lines are too steep or too large for float32" };
  }
  if (outputs.every(isContinuous)) return { kind: "lines", outputs };
  return { kind: "no lines", reason: "it jumps, and a table of lines would be wrong beside the place" };
}

/** A quarter of what float32 holds is left for lines between those of the pieces, and for what rounding adds. */
const GREATEST = 2 ** 125;

/** Whether lines that are near to the pieces are of float32, wherever |x| ≤ `farthest`. */
function isOfFloat32({ pieces }: PiecewiseLinear, farthest: number): boolean {
  return pieces.every((piece) => {
    const [slope, intercept] = [piece.slope, piece.intercept].map((one) => Math.abs(rationalOf(one).value));
    return slope * farthest + intercept <= GREATEST;
  });
}
