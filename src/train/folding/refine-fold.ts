// Moves the kinks, knots and values of a fold to lower its worst error. Keeps which folds bend where.

import type { BlockKernels, BlockTridiagonal } from "./block-kernels.ts";
import { createBlockTridiagonal, solveInPlace } from "./block-tridiagonal.ts";
import type { Fold, Nodes } from "./fold.ts";
import { compareWithTarget, copyFold, createNodes } from "./fold.ts";
import type { Pausing } from "../pausing.ts";
import { knotUnit, NormalEquations, UNKNOWNS_PER_KNOT } from "./normal-equations.ts";

export interface Refined {
  readonly fold: Fold;
  /** Largest |g − target| at the nodes. */
  readonly worst: number;
  readonly iterations: number;
}

/** Norms of the residuals, powers of two, with the most steps taken for each; a high norm is close to the maximum. */
export type Schedule = readonly (readonly [norm: number, steps: number])[];

export interface RefineOptions {
  /** As `matrixFor` makes it for folds of this size; it is overwritten. */
  readonly matrix: BlockKernels;
  readonly schedule: Schedule;
  /** A worst error that needs no further steps. */
  readonly enough: number;
}

/**
 * Amplitudes stay within this multiple of the largest at the start. A kink that is pressed against a knot pulls the
 * amplitude at the other end up without limit and with little effect, but float32 loses what such amplitudes cancel.
 */
const GREATEST_AMPLITUDE = 4;

/**
 * Newton's method, damped as Levenberg and Marquardt do, on Σ|r|^p for rising p: the Hessian without the second
 * derivatives of r is (p − 1) JᵀWJ with weights |r|^(p−2), the gradient JᵀWr. As p grows the sum is ruled by its
 * largest terms.
 */
export function* refine(start: Fold, target: (x: number) => number, options: RefineOptions): Pausing<Refined> {
  const folds = start.signs.length;
  const intervals = start.knots.length - 1;
  const { matrix } = options;
  const { size } = matrix;
  const step = new Float64Array((intervals + 1) * size);
  const equations = new NormalEquations(folds);
  let nodes = createNodes(intervals, folds);
  let spare = createNodes(intervals, folds);
  const weights = new Float64Array(nodes.residuals.length);
  let fold = copyFold(start);
  let worst = compareWithTarget(fold, target, nodes);
  let best: Refined = { fold, worst, iterations: 0 };
  let iterations = 0;
  let damping = 1e-3;
  const greatest = GREATEST_AMPLITUDE * fold.amplitudes.reduce((most, amplitude) => Math.max(most, amplitude), 0);
  for (const [norm, steps] of options.schedule) {
    let failures = 0;
    for (let count = 0; count < steps && failures < 4 && worst > options.enough; count++) {
      yield;
      iterations++;
      const sum = weigh(nodes, worst, norm, weights);
      equations.assemble(fold, nodes, weights, matrix, step);
      damp(matrix, damping);
      const solved = solveInPlace(matrix, step);
      const trial = solved ? moved(fold, step, size, norm, greatest) : fold;
      const trialWorst = solved ? compareWithTarget(trial, target, spare) : Infinity;
      const trialSum = solved ? weigh(spare, worst, norm, weights) : Infinity;
      if (trialSum < sum) {
        failures = trialSum > sum * (1 - 1e-3) ? failures + 1 : 0;
        fold = trial;
        worst = trialWorst;
        [nodes, spare] = [spare, nodes];
        damping = Math.max(damping / 4, 1e-12);
        if (worst < best.worst) best = { fold, worst, iterations };
      } else {
        failures++;
        damping *= 10;
      }
    }
  }
  return { ...best, iterations };
}

/** A matrix for the refinements of folds of this size, which follow one another. */
export function matrixFor(intervals: number, folds: number): BlockKernels {
  return createBlockTridiagonal(intervals + 1, folds + UNKNOWNS_PER_KNOT);
}

/** The elements of the diagonal times 1 + damping, 1 where they are 0. */
function damp({ blocks, size, stride, diagonal }: BlockTridiagonal, damping: number): void {
  for (let block = 0; block < blocks; block++) {
    for (let row = 0; row < size; row++) {
      const at = (block * stride + row) * stride + row;
      const value = diagonal[at] * (1 + damping);
      diagonal[at] = value > 0 ? value : 1;
    }
  }
}

/** Sets weights |r / worst|^(norm − 2), norm a power of two; gives Σ|r / worst|^norm. */
function weigh(nodes: Nodes, worst: number, norm: number, weights: Float64Array): number {
  let sum = 0;
  for (let interval = 0; interval < nodes.counts.length; interval++) {
    const first = interval * nodes.stride;
    for (let at = first; at < first + nodes.counts[interval]; at++) {
      const square = (nodes.residuals[at] / worst) * (nodes.residuals[at] / worst);
      let power = square;
      for (let reached = 2; reached < norm; reached *= 2) power *= power;
      weights[at] = square > 0 ? Math.max(power / square, 1e-12) : norm === 2 ? 1 : 1e-12;
      sum += power;
    }
  }
  return sum;
}

/** The fold after a step, each unknown held to a change that keeps kinks and knots in order. */
function moved(fold: Fold, step: Float64Array, size: number, norm: number, greatest: number): Fold {
  const next = copyFold(fold);
  const folds = fold.signs.length;
  const share = norm > 2 ? 1 / (norm - 1) : 1;
  for (let knot = 0; knot < fold.knots.length; knot++) {
    const start = knot * size;
    for (let index = 0; index < folds; index++) {
      const at = knot * folds + index;
      next.amplitudes[at] = Math.min(greatest, next.amplitudes[at] * (1 + Math.min(1, Math.max(-0.5, share * step[start + index]))));
    }
    next.values[knot] += share * step[start + folds];
    if (fold.movable[knot] === 0) continue;
    next.knots[knot] += Math.min(0.3, Math.max(-0.3, share * step[start + folds + 1])) * knotUnit(fold, knot);
  }
  return next;
}
