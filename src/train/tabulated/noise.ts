// Judges by the rows of a table whether they are noisy, and how much: by how well rows are told from those beside them. Smooths
// nothing.

import type { Pausing } from "../pausing.ts";
import { interpolant } from "./interpolant.ts";
import { foretoldByNeighbours, weightedRootMeanSquare } from "./leave-one-out.ts";
import { GREATEST_DEGREE } from "./piece.ts";
import type { Rows } from "./rows.ts";
import { rangeOf } from "./rows.ts";
import { smooth } from "./smooth.ts";
import { uncertaintyOf } from "./uncertainty.ts";

/** Noise that is not worth its name, in parts of the range. */
const UNNOTICED = 1e-4;

/** In uncertainties: rounding deviates by 0.58 of half the last digit. Twice that, for the estimate is one. */
const ROUNDING = 1.2;

/** A smooth function is foretold better by more neighbours: each pair of them leaves less than this part of the error. */
const CONVERGES = 0.5;

/** Of so many rows the deviations alone say what noise is. */
const MANY_ROWS = 4096;

/** Fewer rows tell nothing of noise. */
const FEWEST_ROWS = 8;

/** The middle misses may be so many times as large: medians of a few rows are inexact. Of kinks between lines that is far too little. */
const AS_GOOD = 1.25;

/** Rows on either side that an interpolant takes. */
const REACH = GREATEST_DEGREE + 1;

const NEIGHBOURS = [1, 2, 3] as const;

/** The median of |z|, z being normal with a deviation of 1. */
const MEDIAN_OF_NORMAL = 0.6744897501960817;

/**
 * The standard deviation of the noise of a row of weight 1; 0 where the rows are free of it, but for the rounding of their last
 * digit. Each row is foretold by polynomials through its neighbours, one, two and three on either side. Where the rows are those of
 * a smooth function, more neighbours foretell better; of noise all of them show the same deviation (T. Gasser, L. Sroka, C.
 * Jennen-Steinmetz: "Residual variance and residual pattern in nonlinear regression", 1986). Medians, so that a jump or a few kinks are no
 * noise. What looks like noise and is foretold no worse by the interpolant of the other rows than by a smooth curve is taken for the rows' own shape.
 */
export function* noiseOf(rows: Rows): Pausing<number> {
  if (rows.points.length < FEWEST_ROWS) return 0;
  const deviations: number[] = [];
  for (const each of NEIGHBOURS) {
    deviations.push(typicalDeviation(rows, each));
    yield;
  }
  const [byTwo, byFour, bySix] = deviations;
  const deviation = Math.min(...deviations);
  if (deviation <= Math.max(uncertaintyOf(rows) * ROUNDING, rangeOf(rows) * UNNOTICED)) return 0;
  if (byFour < byTwo * CONVERGES && bySix < byFour * CONVERGES) return 0;
  if (rows.points.length > MANY_ROWS) return deviation;
  const curve = yield* smooth(rows);
  // The ends have no neighbours on one side.
  const inside = rows.weights.subarray(1, -1);
  const ofCurve = curve.misses.subarray(1, -1);
  const ofInterpolant = missesOfInterpolant(rows);
  const isSmoother =
    weightedRootMeanSquare(ofCurve, inside) < weightedRootMeanSquare(ofInterpolant, inside) && middleOf(ofCurve) < middleOf(ofInterpolant) * AS_GOOD;
  return isSmoother ? curve.deviation : 0;
}

function typicalDeviation(rows: Rows, each: number): number {
  return middleOf(Float64Array.from(foretoldByNeighbours(rows, each), ({ miss, deviation }) => miss / deviation)) / MEDIAN_OF_NORMAL;
}

/** How far each row but the first and the last is from the interpolant of the others, of which only those nearby matter. */
function missesOfInterpolant(rows: Rows): Float64Array {
  const { points, values } = rows;
  const uncertainty = uncertaintyOf(rows);
  return Float64Array.from({ length: points.length - 2 }, (_, before) => {
    const row = before + 1;
    const others = (from: Float64Array): Float64Array =>
      Float64Array.from([...from.subarray(Math.max(0, row - REACH), row), ...from.subarray(row + 1, row + 1 + REACH)]);
    return values[row] - interpolant({ points: others(points), values: others(values) }, uncertainty)(points[row]);
  });
}

/** The median of the sizes. */
function middleOf(misses: Float64Array): number {
  return misses.map(Math.abs).sort()[misses.length >> 1];
}
