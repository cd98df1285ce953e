// The natural cubic spline that is near to rows and bends little, for a strength that is given. Chooses no strength.

import type { Rows } from "./rows.ts";
import { intervalAt } from "./rows.ts";

/** A curve for noisy rows. */
export interface SmoothCurve {
  /** At the rows. */
  readonly values: Float64Array;
  /** 1 − ∂(value of the curve at a row)/∂(value of the row), above 0: value − curve over it is how far the row is from the curve of the others. */
  readonly freedom: Float64Array;
  /** float64, on the interval of the rows. */
  readonly evaluate: (x: number) => number;
}

/**
 * Minimises Σ wᵢ(yᵢ − g(xᵢ))² + strength·∫g''² (C. H. Reinsch, "Smoothing by spline functions", 1967; P. J. Green, B. W. Silverman,
 * "Nonparametric Regression and Generalized Linear Models", 1994, 2.3): (R + strength·QᵀW⁻¹Q)·γ = Qᵀy, g = y − strength·W⁻¹Qγ, γ being g'' at
 * the inner rows. What a row has of itself takes the five diagonals of the inverse alone (M. F. Hutchinson, F. R. de Hoog, "Smoothing noisy
 * data with spline functions", 1985): time and memory in proportion to the rows.
 *
 * @param rows three or more.
 * @param strength positive.
 */
export function smoothingSpline(rows: Rows, strength: number): SmoothCurve {
  const { points, values, weights } = rows;
  const count = points.length;
  const inner = count - 2;
  const bends = bendRows(points);
  const factors = factorised(points, bends, weights, strength);
  const curvature = solved(factors, bends, values);
  const inverse = inverseBand(factors);
  const smoothed = Float64Array.from(values);
  const freedom = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    // The inner rows whose second difference this row is in: at most three.
    let pull = 0;
    let own = 0;
    for (let one = Math.max(0, row - 2); one <= Math.min(inner - 1, row); one++) {
      const factor = bends[3 * one + row - one];
      pull += factor * curvature[one];
      for (let other = Math.max(0, row - 2); other <= Math.min(inner - 1, row); other++) {
        const [first, apart] = [Math.min(one, other), Math.abs(one - other)];
        own += factor * bends[3 * other + row - other] * inverse[apart][first];
      }
    }
    smoothed[row] -= (strength / weights[row]) * pull;
    freedom[row] = (strength / weights[row]) * own;
  }
  return { values: smoothed, freedom, evaluate: naturalSpline(points, smoothed, curvature) };
}

/** Qᵀ: the three factors of each inner row's second divided difference, which is the difference of the slopes beside it. */
function bendRows(points: Float64Array): Float64Array {
  const bends = new Float64Array(3 * (points.length - 2));
  for (let row = 0; row < points.length - 2; row++) {
    const before = 1 / (points[row + 1] - points[row]);
    const after = 1 / (points[row + 2] - points[row + 1]);
    bends.set([before, -before - after, after], 3 * row);
  }
  return bends;
}

/** L·D·Lᵀ of a symmetric matrix of five diagonals. */
interface Factors {
  readonly diagonal: Float64Array;
  /** L one and two below the diagonal: first[i] is L[i + 1, i]. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Of R + strength·QᵀW⁻¹Q. */
function factorised(points: Float64Array, bends: Float64Array, weights: Float64Array, strength: number): Factors {
  const count = points.length - 2;
  const [diagonal, first, second] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const product = (one: number, other: number): number => {
    let sum = 0;
    for (let row = other; row <= one + 2; row++) sum += (bends[3 * one + row - one] * bends[3 * other + row - other]) / weights[row];
    return strength * sum;
  };
  for (let i = 0; i < count; i++) {
    diagonal[i] = (points[i + 2] - points[i]) / 3 + product(i, i);
    first[i] = i + 1 < count ? (points[i + 2] - points[i + 1]) / 6 + product(i, i + 1) : 0;
    second[i] = i + 2 < count ? product(i, i + 2) : 0;
  }
  for (let i = 0; i < count; i++) {
    if (i + 1 < count) {
      const factor = first[i] / diagonal[i];
      diagonal[i + 1] -= factor * first[i];
      first[i + 1] -= factor * second[i];
    }
    if (i + 2 < count) diagonal[i + 2] -= (second[i] * second[i]) / diagonal[i];
    first[i] /= diagonal[i];
    second[i] /= diagonal[i];
  }
  return { diagonal, first, second };
}

/** γ for the values at the rows. */
function solved({ diagonal, first, second }: Factors, bends: Float64Array, values: Float64Array): Float64Array {
  const count = diagonal.length;
  const solution = Float64Array.from(diagonal, (_, i) => bends[3 * i] * values[i] + bends[3 * i + 1] * values[i + 1] + bends[3 * i + 2] * values[i + 2]);
  for (let i = 0; i < count; i++) {
    if (i >= 1) solution[i] -= first[i - 1] * solution[i - 1];
    if (i >= 2) solution[i] -= second[i - 2] * solution[i - 2];
  }
  for (let i = count - 1; i >= 0; i--) {
    solution[i] /= diagonal[i];
    if (i + 1 < count) solution[i] -= first[i] * solution[i + 1];
    if (i + 2 < count) solution[i] -= second[i] * solution[i + 2];
  }
  return solution;
}

/** The inverse on its diagonal and one and two above it: [k][i] is its element (i, i + k). */
function inverseBand({ diagonal, first, second }: Factors): readonly [Float64Array, Float64Array, Float64Array] {
  const count = diagonal.length;
  const [own, next, afterNext] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const at = (values: Float64Array, i: number): number => (i < count ? values[i] : 0);
  for (let i = count - 1; i >= 0; i--) {
    next[i] = i + 1 < count ? -first[i] * own[i + 1] - second[i] * at(next, i + 1) : 0;
    afterNext[i] = i + 2 < count ? -first[i] * next[i + 1] - second[i] * own[i + 2] : 0;
    own[i] = 1 / diagonal[i] - first[i] * next[i] - second[i] * afterNext[i];
  }
  return [own, next, afterNext];
}

/** Straight beyond the ends, where its second derivative is 0. */
function naturalSpline(points: Float64Array, values: Float64Array, inner: Float64Array): SmoothCurve["evaluate"] {
  const curvature = new Float64Array(points.length);
  curvature.set(inner, 1);
  return (x) => {
    const i = intervalAt(points, x);
    const width = points[i + 1] - points[i];
    const after = (x - points[i]) / width;
    const before = 1 - after;
    const bend = (before * before * before - before) * curvature[i] + (after * after * after - after) * curvature[i + 1];
    return before * values[i] + after * values[i + 1] + (bend * width * width) / 6;
  };
}
