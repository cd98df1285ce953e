// The cross-entropy of sums that are there already, in float64: for comparing networks, not for training them.

import { exp, log, log1p } from "../../numeric/elementary/index.ts";
import type { RecordedClasses } from "../../network/model.ts";

/**
 * The mean over rows of −log of the probability of the class a row has; of questions of their own, over all answers. Infinite where a sum
 * is NaN.
 *
 * @param sums rows × outputs: the last layer's, before softmax or sigmoid.
 * @param wanted likewise, 0 and 1.
 * @param weights of the rows, 0 or more; all count the same where it is left out.
 */
export function meanCrossEntropy(
  { kind }: RecordedClasses,
  sums: Float64Array,
  wanted: Float64Array,
  outputs: number,
  weights?: Float64Array,
): number {
  const isOfRows = kind === "one-of" && outputs > 1;
  let [total, terms] = [0, 0];
  for (let at = 0; at < sums.length; at += isOfRows ? outputs : 1) {
    const weight = weights?.[Math.floor(at / outputs)] ?? 1;
    total += weight * (isOfRows ? ofRow(sums, wanted, at, outputs) : softplus(wanted[at] === 1 ? -sums[at] : sums[at]));
    terms += weight;
  }
  const mean = total / terms;
  return Number.isNaN(mean) ? Infinity : mean;
}

function ofRow(sums: Float64Array, wanted: Float64Array, at: number, outputs: number): number {
  let [most, own] = [-Infinity, 0];
  for (let i = at; i < at + outputs; i++) {
    if (!(sums[i] <= most)) most = sums[i];
    if (wanted[i] === 1) own = sums[i];
  }
  let powers = 0;
  for (let i = at; i < at + outputs; i++) powers += exp(sums[i] - most);
  return most + log(powers) - own;
}

/** log(1 + e^x) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}
