// The continuous piecewise-linear functions that two hidden layers can fold, in the coordinates in which they are easy
// to fit: values and amplitudes at knots. Evaluates them; fits nothing and knows no weights.

/**
 * A function g on [K_0, K_M], linear but for kinks. With h = K_{m+1} − K_m and ξ = (x − K_m) / h on interval m,
 *
 *   g(x) = (1 − ξ)·G_m + ξ·G_{m+1} − Σ_j s_j · min((1 − ξ)·A_{m,j}, ξ·A_{m+1,j})   over folds j active on m
 *
 * Why two layers can do this. Let z be linear between the knots, v_m its value at K_m, and call fold j active on an
 * interval if v changes sign there. Linear interpolation of |v| from both ends exceeds |z| by 2·min((1 − ξ)|v_m|,
 * ξ|v_{m+1}|) on an active interval and by nothing on the others. As leaky(z) = (1 + a)/2·z + (1 − a)/2·|z|, the neuron
 * w·leaky(z) is a function that is linear between the knots minus w(1 − a)·min(…): A_{m,j} = |w_j|(1 − a)|v_m| and s_j
 * is the sign of w_j. What is linear between the knots is of no account, since one further neuron, always positive,
 * carries any such function: G is free.
 *
 * So a fold has one kink in each active interval, at ξ = A_m / (A_m + A_{m+1}), upwards by s_j (A_m + A_{m+1}) / h;
 * amplitudes at a knot are shared by the intervals on both sides, which is all that restricts the kinks.
 */
export interface Fold {
  /** K, ascending, float64; M + 1 of them. */
  readonly knots: Float64Array;
  /** 1 where a knot may be moved: not at the ends nor at kinks of the target. */
  readonly movable: Uint8Array;
  /** G, M + 1. */
  readonly values: Float64Array;
  /** s, one for each fold: 1 for convex kinks, −1 for concave ones. */
  readonly signs: Int8Array;
  /** A > 0, knots × folds, row by row. */
  readonly amplitudes: Float64Array;
  /** 1 where a fold has its kink, intervals × folds, row by row. */
  readonly active: Uint8Array;
}

/** A copy that shares nothing that changes. */
export function copyFold(fold: Fold): Fold {
  return {
    ...fold,
    knots: fold.knots.slice(),
    values: fold.values.slice(),
    amplitudes: fold.amplitudes.slice(),
  };
}

/** Nodes on every segment between two kinks, its right end not counted. */
export const NODES_PER_SEGMENT = 4;

/** Where a fold is compared with the target: in each interval its ends, its kinks and points evenly between them. */
export interface Nodes {
  /** Places for nodes in each interval; `counts` says how many are used. */
  readonly stride: number;
  readonly counts: Int32Array;
  /** ξ, intervals × stride. */
  readonly positions: Float64Array;
  /** dg/dξ, the mean of both sides at a kink; intervals × stride. */
  readonly slopes: Float64Array;
  /** g(x) − target(x); intervals × stride. */
  readonly residuals: Float64Array;
  /**
   * The active folds of each interval by ascending kink: intervals × folds. The i-th has its kink at node (i +
   * 1)·NODES_PER_SEGMENT.
   */
  readonly order: Int32Array;
  readonly activeCounts: Int32Array;
}

export function createNodes(intervals: number, folds: number): Nodes {
  const stride = (folds + 1) * NODES_PER_SEGMENT + 1;
  return {
    stride,
    counts: new Int32Array(intervals),
    positions: new Float64Array(intervals * stride),
    slopes: new Float64Array(intervals * stride),
    residuals: new Float64Array(intervals * stride),
    order: new Int32Array(intervals * folds),
    activeCounts: new Int32Array(intervals),
  };
}

/** Fills `nodes` for `fold` and `target`; gives the largest |residual|. */
export function compareWithTarget(fold: Fold, target: (x: number) => number, nodes: Nodes): number {
  const intervals = fold.knots.length - 1;
  let worst = 0;
  for (let interval = 0; interval < intervals; interval++) {
    placeNodes(fold, interval, nodes);
    worst = Math.max(worst, compareOnInterval(fold, interval, target, nodes));
  }
  return worst;
}

/** Sorts the active folds of an interval and spreads the nodes between their kinks. */
function placeNodes(fold: Fold, interval: number, nodes: Nodes): void {
  const folds = fold.signs.length;
  const left = interval * folds;
  const right = left + folds;
  const kinks: { readonly fold: number; readonly position: number }[] = [];
  for (let index = 0; index < folds; index++) {
    if (fold.active[left + index] === 0) continue;
    const start = fold.amplitudes[left + index];
    kinks.push({ fold: index, position: start / (start + fold.amplitudes[right + index]) });
  }
  kinks.sort((one, other) => one.position - other.position || one.fold - other.fold);
  nodes.activeCounts[interval] = kinks.length;
  let node = interval * nodes.stride;
  let from = 0;
  for (let segment = 0; segment <= kinks.length; segment++) {
    const to = segment < kinks.length ? kinks[segment].position : 1;
    if (segment < kinks.length) nodes.order[left + segment] = kinks[segment].fold;
    for (let step = 0; step < NODES_PER_SEGMENT; step++) nodes.positions[node++] = from + ((to - from) * step) / NODES_PER_SEGMENT;
    from = to;
  }
  nodes.positions[node++] = 1;
  nodes.counts[interval] = node - interval * nodes.stride;
}

/** Values from left to right: passing a kink moves one fold from the terms in ξ to those in 1 − ξ. */
function compareOnInterval(fold: Fold, interval: number, target: (x: number) => number, nodes: Nodes): number {
  const folds = fold.signs.length;
  const left = interval * folds;
  const start = fold.knots[interval];
  const end = fold.knots[interval + 1];
  let rising = fold.values[interval + 1];
  let falling = fold.values[interval];
  for (let place = 0; place < nodes.activeCounts[interval]; place++) {
    const index = nodes.order[left + place];
    rising -= fold.signs[index] * fold.amplitudes[left + folds + index];
  }
  let worst = 0;
  const first = interval * nodes.stride;
  for (let node = 0; node < nodes.counts[interval]; node++) {
    const position = nodes.positions[first + node];
    const x = node === nodes.counts[interval] - 1 ? end : start + (end - start) * position;
    const residual = (1 - position) * falling + position * rising - target(x);
    nodes.residuals[first + node] = residual;
    nodes.slopes[first + node] = rising - falling;
    worst = Math.max(worst, Math.abs(residual));
    if (node % NODES_PER_SEGMENT !== 0 || node === 0 || node === nodes.counts[interval] - 1) continue;
    const index = nodes.order[left + node / NODES_PER_SEGMENT - 1];
    rising += fold.signs[index] * fold.amplitudes[left + folds + index];
    falling -= fold.signs[index] * fold.amplitudes[left + index];
    nodes.slopes[first + node] = (nodes.slopes[first + node] + rising - falling) / 2;
  }
  return worst;
}
