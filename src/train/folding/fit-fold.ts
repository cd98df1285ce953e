// Fits a fold of a given size to a target in float64, with knots that float32 holds. Knows no weights.

import { nextFloat32Down, nextFloat32Up } from "../../numeric/float32.ts";
import { chooseKnots, chooseUpward, evenKnots, shareUpward } from "./choose-knots.ts";
import type { Curvature } from "./curvature.ts";
import { measureCurvature } from "./curvature.ts";
import { findKinks } from "./find-kinks.ts";
import type { Fold } from "./fold.ts";
import type { Pausing } from "../pausing.ts";
import type { Refined, Schedule } from "./refine-fold.ts";
import { matrixFor, refine } from "./refine-fold.ts";
import type { Samples } from "./sample-target.ts";
import { startFold } from "./start-fold.ts";

export interface FitOptions {
  readonly target: (x: number) => number;
  /** Of the target, from one end of the domain to the other, which are float32 values. */
  readonly samples: Samples;
  /** Most intervals between knots, at least 1. */
  readonly intervals: number;
  readonly folds: number;
  /** Whether to go on from several starts and more slowly: starts end in different optima where the target bends both ways. */
  readonly thorough: boolean;
}

/** Multiplications, roughly, that steps of fitting may take. */
const WORK = 1.5e9;

/** Shares of the density that kinks take up, in those of the densest kinks. */
const SPARSENESS = [0.8, 1, 1.25, 1.5, 2] as const;

/** Every norm a little above the one before. */
const PATIENT_NORMS = [2, 4, 8, 16, 32, 64, 128, 256] as const;

/** Errors below this part of the largest value are lost in the rounding of float32. */
const FLOAT32_FLOOR = 2 ** -27;

/**
 * The best fold found. Steps are counted, not timed: the same on every machine. Of more kinks in the target than there
 * can be inner knots, the strongest get knots.
 */
export function* fitFold({ target, samples, intervals, folds, thorough }: FitOptions): Pausing<Refined> {
  const kinks = findKinks(target, samples)
    .sort((one, other) => other.jump - one.jump)
    .slice(0, intervals - 1)
    .map(({ position }) => position)
    .sort((one, other) => one - other);
  yield;
  const curvature = measureCurvature(samples, kinks);
  yield;
  const enough = samples.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * FLOAT32_FLOOR;
  const width = folds + 2;
  const steps = Math.floor(WORK / ((intervals + 1) * (2 * width * width * width + 2000)));
  const rough = Math.max(2, Math.min(6, steps >> 3));
  const last = Math.max(4, Math.min(60, steps - 3 * rough));
  const quick: Schedule = [[2, rough], [4, rough], [16, rough], [64, last]];
  const patient: Schedule = PATIENT_NORMS.map((norm) => [norm, Math.max(4, Math.min(40, steps >> 3))]);
  const trial: Schedule = [[2, Math.max(1, Math.min(4, steps >> 4))]];
  const matrix = matrixFor(intervals, folds);
  yield;
  const tried: { readonly start: Fold; readonly worst: number }[] = [];
  for (const start of yield* startsFor(target, curvature, kinks, intervals, folds)) {
    const { fold, worst } = yield* refine(start, target, { matrix, schedule: trial, enough });
    // The patient schedule goes on from the trial; the quick one has steps of its own that are as rough.
    tried.push({ start: thorough ? fold : start, worst });
  }
  const ranked = tried.toSorted((one, other) => one.worst - other.worst);
  // The densest start too: where its kinks pair well, more steps make it the best.
  const starts = new Set([...ranked.slice(0, thorough ? 4 : 1), tried[SPARSENESS.indexOf(1)]]);
  let best: Refined | undefined;
  for (const { start } of starts) {
    const fitted = yield* refine(start, target, { matrix, schedule: thorough ? patient : quick, enough });
    const rounded = yield* refine(withFloat32Knots(fitted.fold, target), target, { matrix, schedule: [[64, rough]], enough });
    if (best === undefined || rounded.worst < best.worst) best = rounded;
  }
  if (best === undefined) throw new RangeError("no start for a fold");
  return best;
}

/** Starts that differ in knots, in how many folds bend upwards and in how many kinks are asked of them. */
function* startsFor(
  target: (x: number) => number, curvature: Curvature, kinks: readonly number[], intervals: number, folds: number,
): Pausing<readonly Fold[]> {
  const upwards = new Set([yield* chooseUpward(curvature, kinks, intervals, folds), shareUpward(curvature, folds)]);
  const starts: Fold[] = [];
  for (const upward of upwards) {
    for (const choose of upward > 0 && upward < folds ? [chooseKnots, evenKnots] : [chooseKnots]) {
      const choice = choose(curvature, kinks, intervals, folds, upward);
      yield;
      for (const sparseness of SPARSENESS) {
        starts.push(yield* startFold(target, curvature, { ...choice, level: choice.level * sparseness }, folds));
      }
    }
  }
  return starts;
}

/** Rounds the knots to different float32 values and fixes them; values at moved knots move along the target. */
function withFloat32Knots(fold: Fold, target: (x: number) => number): Fold {
  const knots = fold.knots.map((knot) => Math.fround(knot));
  for (let index = 1; index < knots.length - 1; index++) knots[index] = Math.max(knots[index], nextFloat32Up(knots[index - 1]));
  for (let index = knots.length - 2; index > 0; index--) knots[index] = Math.min(knots[index], nextFloat32Down(knots[index + 1]));
  const values = fold.values.map((value, index) => value + target(knots[index]) - target(fold.knots[index]));
  return { ...fold, knots, values, movable: new Uint8Array(knots.length) };
}
