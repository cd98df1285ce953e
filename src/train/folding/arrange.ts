// Finds the layers of an architecture that fold, and fills the others so that they pass values on. Computes no folds.

import type { Float32Layer } from "./float32-layers.ts";
import { createLayer } from "./float32-layers.ts";

/** Which hidden layers fold. */
export interface FoldPlan {
  /** Position of the first of them among the hidden layers. */
  readonly index: number;
  /** Units of that layer and of the next; undefined if there is no next. */
  readonly first: number;
  readonly second: number | undefined;
  /** How many intervals and folds are used of what they could have. */
  readonly intervals: number;
  readonly folds: number;
}

/** Beyond these, more kinks gain less than float32 loses in longer sums, and fitting takes seconds. */
const MOST_FOLDS = 63;
const MOST_INTERVALS = 256;
const MOST_BLOCK_WORK = 1.3e7;

/** The two neighbouring layers with the most kinks; `floats` is the number of float32 values the domain holds. */
export function chooseFoldedLayers(hidden: readonly number[], floats: number): FoldPlan {
  let best: FoldPlan | undefined;
  for (let index = 0; index === 0 || index < hidden.length - 1; index++) {
    const first = hidden[index];
    const second = index + 1 < hidden.length ? hidden[index + 1] : undefined;
    const folds = Math.min((second ?? 1) - 1, MOST_FOLDS);
    const width = folds + 2;
    const intervals = Math.max(
      1,
      Math.min(first, MOST_INTERVALS, Math.floor(MOST_BLOCK_WORK / (width * width * width)), Math.floor(floats / 2)),
    );
    const plan = { index, first, second, intervals, folds };
    if (best === undefined || intervals * (folds + 1) > best.intervals * (best.folds + 1)) best = plan;
  }
  if (best === undefined) throw new RangeError("folding needs a hidden layer");
  return best;
}

/**
 * All layers of the architecture: `folded` at their place; one unit in each layer before them passes x − low on, which
 * is nowhere negative; one unit in each layer after them passes the result on, raised where it would be negative.
 * `values` are those of the result at the knots.
 */
export function arrange(
  folded: readonly Float32Layer[], plan: FoldPlan, hidden: readonly number[], low: number, values: Float64Array,
): Float32Layer[] {
  const widths = [1, ...hidden, 1];
  const layers = widths.slice(1).map((units, layer) => createLayer(widths[layer], units));
  for (let layer = 0; layer < plan.index; layer++) {
    layers[layer].weights[0] = 1;
    if (layer === 0) layers[layer].bias[0] = 0 - low;
  }
  folded.forEach((source, offset) => {
    const target = layers[plan.index + offset];
    const from = source.weights.length / source.bias.length;
    const to = target.weights.length / target.bias.length;
    source.bias.forEach((bias, unit) => {
      target.bias[unit] = bias;
      target.weights.set(source.weights.subarray(unit * from, (unit + 1) * from), unit * to);
    });
  });
  const output = plan.index + folded.length - 1;
  if (output < layers.length - 1) {
    const least = values.reduce((smallest, value) => Math.min(smallest, value), Infinity);
    const most = values.reduce((largest, value) => Math.max(largest, value), -Infinity);
    const raise = least > 0 ? 0 : Math.fround((most - least) / 8 - least);
    layers[output].bias[0] += raise;
    for (let layer = output + 1; layer < layers.length; layer++) layers[layer].weights[0] = 1;
    layers[layers.length - 1].bias[0] = 0 - raise;
  }
  return layers;
}
