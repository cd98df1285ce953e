// The weighted normal equations of fitting a fold: JᵀWJ and −JᵀWr for the derivatives J of the residuals r. Does not
// solve them.

import type { BlockTridiagonal } from "./block-kernels.ts";
import type { Fold, Nodes } from "./fold.ts";
import { NODES_PER_SEGMENT } from "./fold.ts";

/** Unknowns at a knot besides the amplitudes: the value G and the knot K itself. */
export const UNKNOWNS_PER_KNOT = 2;

/**
 * Unknowns are, knot by knot, the logarithms of its amplitudes, then G, then K in units of the shorter interval beside
 * it. On one interval, with ξ at a node and [·] for 0 or 1, the derivatives of g are
 *
 *   ln A_{m+1,j}: −s A_{m+1,j} ξ [ξ < kink]      ln A_{m,j}: −s A_{m,j} (1 − ξ) [ξ > kink]      (halves at the kink)
 *   G_m: 1 − ξ      G_{m+1}: ξ      K_m: −(1 − ξ)/h · dg/dξ      K_{m+1}: −ξ/h · dg/dξ
 *
 * so every product of two amplitudes' columns is a difference of prefix sums over the nodes, and the cost is that of
 * filling the matrix, not of multiplying J by itself.
 */
export class NormalEquations {
  readonly #folds: number;
  readonly #columns: readonly Float64Array[];
  readonly #sums: readonly Float64Array[];
  readonly #totals: Float64Array;

  constructor(folds: number) {
    this.#folds = folds;
    const most = (folds + 1) * NODES_PER_SEGMENT + 1;
    this.#columns = Array.from({ length: 4 }, () => new Float64Array(most));
    this.#sums = Array.from({ length: 13 }, () => new Float64Array(most));
    this.#totals = new Float64Array(13);
  }

  /** Overwrites `matrix` and `right`; `weights` are laid out as the residuals of `nodes`. */
  assemble(fold: Fold, nodes: Nodes, weights: Float64Array, matrix: BlockTridiagonal, right: Float64Array): void {
    matrix.diagonal.fill(0);
    matrix.above.fill(0);
    right.fill(0);
    for (let interval = 0; interval < fold.knots.length - 1; interval++) {
      this.#fillColumns(fold, nodes, interval);
      this.#addKnotTerms(nodes, weights, interval, matrix, right);
      this.#sumPrefixes(nodes, weights, interval);
      this.#addAmplitudeTerms(fold, nodes, weights, interval, matrix, right);
    }
  }

  /** Derivatives of g by G_m, K_m, G_{m+1}, K_{m+1}. */
  #fillColumns(fold: Fold, nodes: Nodes, interval: number): void {
    const [leftValue, leftKnot, rightValue, rightKnot] = this.#columns;
    const first = interval * nodes.stride;
    const width = fold.knots[interval + 1] - fold.knots[interval];
    const leftScale = fold.movable[interval] === 0 ? 0 : knotUnit(fold, interval) / width;
    const rightScale = fold.movable[interval + 1] === 0 ? 0 : knotUnit(fold, interval + 1) / width;
    for (let node = 0; node < nodes.counts[interval]; node++) {
      const position = nodes.positions[first + node];
      const slope = nodes.slopes[first + node];
      leftValue[node] = 1 - position;
      rightValue[node] = position;
      leftKnot[node] = -(1 - position) * slope * leftScale;
      rightKnot[node] = -position * slope * rightScale;
    }
  }

  /** Products of those four columns with each other and with the residuals. */
  #addKnotTerms(
    nodes: Nodes, weights: Float64Array, interval: number, matrix: BlockTridiagonal, right: Float64Array,
  ): void {
    const { size, stride, diagonal, above } = matrix;
    const first = interval * nodes.stride;
    for (let row = 0; row < 4; row++) {
      const rowColumn = this.#columns[row];
      const rowUnknown = this.#folds + (row & 1);
      const rowBlock = interval + (row >> 1);
      let gradient = 0;
      for (let node = 0; node < nodes.counts[interval]; node++) {
        gradient += weights[first + node] * nodes.residuals[first + node] * rowColumn[node];
      }
      right[rowBlock * size + rowUnknown] -= gradient;
      for (let other = 0; other <= row; other++) {
        const otherColumn = this.#columns[other];
        let sum = 0;
        for (let node = 0; node < nodes.counts[interval]; node++) sum += weights[first + node] * rowColumn[node] * otherColumn[node];
        const target = row >> 1 === other >> 1 ? diagonal : above;
        const block = row >> 1 === other >> 1 ? rowBlock : interval;
        target[(block * stride + this.#folds + (other & 1)) * stride + rowUnknown] += sum;
      }
    }
  }

  /**
   * Sums over the nodes before each node and half of the node itself, of w·ξ², w·ξ(1 − ξ), w·(1 − ξ)², then of w·ξ and
   * w·(1 − ξ) times each of the four columns and the residual.
   */
  #sumPrefixes(nodes: Nodes, weights: Float64Array, interval: number): void {
    const first = interval * nodes.stride;
    const sums = this.#sums;
    const running = this.#totals.fill(0);
    const terms = new Float64Array(sums.length);
    for (let node = 0; node < nodes.counts[interval]; node++) {
      const weight = weights[first + node];
      const rising = weight * nodes.positions[first + node];
      const falling = weight - rising;
      terms[0] = rising * nodes.positions[first + node];
      terms[1] = rising - terms[0];
      terms[2] = falling - terms[1];
      for (let column = 0; column < 4; column++) {
        terms[3 + 2 * column] = rising * this.#columns[column][node];
        terms[4 + 2 * column] = falling * this.#columns[column][node];
      }
      terms[11] = rising * nodes.residuals[first + node];
      terms[12] = falling * nodes.residuals[first + node];
      for (let sum = 0; sum < sums.length; sum++) {
        sums[sum][node] = running[sum] + terms[sum] / 2;
        running[sum] += terms[sum];
      }
    }
  }

  #addAmplitudeTerms(
    fold: Fold, nodes: Nodes, weights: Float64Array, interval: number, matrix: BlockTridiagonal, right: Float64Array,
  ): void {
    const folds = this.#folds;
    const { size, stride, diagonal, above } = matrix;
    const sums = this.#sums;
    const leftBlock = interval * size;
    const rightBlock = leftBlock + size;
    const [leftRows, rightRows] = [interval * stride, (interval + 1) * stride];
    const start = interval * folds;
    const count = nodes.activeCounts[interval];
    for (let place = 0; place < count; place++) {
      const index = nodes.order[start + place];
      const node = (place + 1) * NODES_PER_SEGMENT;
      const leftFactor = -fold.signs[index] * fold.amplitudes[start + index];
      const rightFactor = -fold.signs[index] * fold.amplitudes[start + folds + index];
      right[leftBlock + index] -= leftFactor * (this.#totals[12] - sums[12][node]);
      right[rightBlock + index] -= rightFactor * sums[11][node];
      for (let column = 0; column < 4; column++) {
        const unknown = folds + (column & 1);
        const byLeft = leftFactor * (this.#totals[4 + 2 * column] - sums[4 + 2 * column][node]);
        const byRight = rightFactor * sums[3 + 2 * column][node];
        if (column < 2) {
          diagonal[(leftRows + index) * stride + unknown] += byLeft;
          above[(leftRows + unknown) * stride + index] += byRight;
        } else {
          above[(leftRows + index) * stride + unknown] += byLeft;
          diagonal[(rightRows + index) * stride + unknown] += byRight;
        }
      }
      this.#addPairs(fold, nodes, interval, place, matrix);
      // A fold with itself at its kink: a half times a half is a quarter, where the prefix sums have a half.
      const position = nodes.positions[interval * nodes.stride + node];
      const quarter = weights[interval * nodes.stride + node] / 4;
      diagonal[(leftRows + index) * stride + index] -= leftFactor * leftFactor * quarter * (1 - position) * (1 - position);
      diagonal[(rightRows + index) * stride + index] -= rightFactor * rightFactor * quarter * position * position;
      above[(leftRows + index) * stride + index] += leftFactor * rightFactor * quarter * position * (1 - position);
    }
  }

  /** Products of the amplitudes of the fold at `place` with those of the folds whose kinks are not to its right. */
  #addPairs(fold: Fold, nodes: Nodes, interval: number, place: number, matrix: BlockTridiagonal): void {
    const folds = this.#folds;
    const { stride, diagonal, above } = matrix;
    const [risingSquared, mixed, fallingSquared] = this.#sums;
    const start = interval * folds;
    const [leftRows, rightRows] = [interval * stride, (interval + 1) * stride];
    const index = nodes.order[start + place];
    const node = (place + 1) * NODES_PER_SEGMENT;
    const leftFactor = -fold.signs[index] * fold.amplitudes[start + index];
    const rightFactor = -fold.signs[index] * fold.amplitudes[start + folds + index];
    const afterNode = this.#totals[2] - fallingSquared[node];
    for (let otherPlace = 0; otherPlace <= place; otherPlace++) {
      const other = nodes.order[start + otherPlace];
      const otherNode = (otherPlace + 1) * NODES_PER_SEGMENT;
      const otherLeft = -fold.signs[other] * fold.amplitudes[start + other];
      const otherRight = -fold.signs[other] * fold.amplitudes[start + folds + other];
      const row = Math.max(index, other);
      const column = Math.min(index, other);
      diagonal[(leftRows + column) * stride + row] += leftFactor * otherLeft * afterNode;
      diagonal[(rightRows + column) * stride + row] += rightFactor * otherRight * risingSquared[otherNode];
      above[(leftRows + other) * stride + index] += rightFactor * otherLeft * (mixed[node] - mixed[otherNode]);
    }
  }
}

/** The length in which movements of a knot are measured. */
export function knotUnit(fold: Fold, knot: number): number {
  return Math.min(fold.knots[knot] - fold.knots[knot - 1], fold.knots[knot + 1] - fold.knots[knot]);
}
