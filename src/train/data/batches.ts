// Fills batches with samples of a dataset: every sample once in each epoch, in a fresh order; of weighted ones each as often as its weight
// says. Changes no values.

import type { RandomGenerator } from "../../numeric/random.ts";
import type { Sampler } from "../sampler.ts";
import type { Samples } from "../second-order/fixed-samples.ts";
import { positions, shuffle } from "./permutation.ts";

/** Where a sampler is: the order of the samples in this epoch, and the position in it of the next one. */
export interface Epoch {
  readonly order: Uint32Array;
  next: number;
}

/** Before the first epoch: the first sample asks for a shuffled order. */
export function beforeFirstEpoch({ points }: Samples, inputs: number): Epoch {
  const count = points.length / inputs;
  return { order: positions(count), next: count };
}

/**
 * A sampler that goes through the samples epoch by epoch, shuffled before each. A weighted sample is there weight / mean weight times in
 * an epoch, rounded up or down at random (systematic resampling: Kitagawa 1996), so that the mean of a loss over batches is the weighted
 * one. Batches follow one another without gaps: one may reach into the next epoch, and a batch larger than the dataset has samples more
 * than once. Values are rounded to float32.
 *
 * @param inputs numbers of a point.
 * @param epoch where to begin; kept up to date, so that a copy of it and the generator's state are all there is to go on from.
 */
export function dataSampler(
  { points, values, weights }: Samples,
  inputs: number,
  generator: RandomGenerator,
  epoch: Epoch = beforeFirstEpoch({ points, values }, inputs),
): Sampler {
  const count = points.length / inputs;
  const outputs = values.length / count;
  const { order } = epoch;
  return (intoInputs, intoOutputs) => {
    const batch = intoInputs.length / inputs;
    for (let row = 0; row < batch; row++) {
      if (epoch.next === count) {
        if (weights !== undefined) resample(order, weights, generator);
        shuffle(order, generator);
        epoch.next = 0;
      }
      const sample = order[epoch.next++];
      for (let input = 0; input < inputs; input++) intoInputs[row * inputs + input] = points[sample * inputs + input];
      for (let output = 0; output < outputs; output++) intoOutputs[row * outputs + output] = values[sample * outputs + output];
    }
  };
}

/** As many positions as there are weights, each about as often as its share of them. */
function resample(order: Uint32Array, weights: Float64Array, generator: RandomGenerator): void {
  const step = weights.reduce((sum, weight) => sum + weight, 0) / order.length;
  const first = generator.uniform();
  let [sample, reached] = [-1, 0];
  for (let i = 0; i < order.length; i++) {
    // The last sample with a weight is the last that can be: rounding must not lead beyond it.
    while (reached <= (i + first) * step && sample < weights.length - 1) reached += weights[++sample];
    while (weights[sample] === 0) sample--;
    order[i] = sample;
  }
}
