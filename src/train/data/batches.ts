// Fills batches with samples of a dataset: every sample once in each epoch, in a fresh order. Changes no values.

import type { RandomGenerator } from "../../numeric/random.ts";
import type { Sampler } from "../sampler.ts";
import type { Samples } from "../second-order/samples.ts";
import { positions, shuffle } from "./permutation.ts";

/**
 * A sampler that goes through the samples epoch by epoch, shuffled before each. Batches follow one another without gaps:
 * one may reach into the next epoch, and a batch larger than the dataset has samples more than once. Values are rounded
 * to float32.
 *
 * @param inputs numbers of a point.
 */
export function dataSampler({ points, values }: Samples, inputs: number, generator: RandomGenerator): Sampler {
  const count = points.length / inputs;
  const outputs = values.length / count;
  const order = positions(count);
  let next = count;
  return (intoInputs, intoOutputs) => {
    const batch = intoInputs.length / inputs;
    for (let row = 0; row < batch; row++) {
      if (next === count) {
        shuffle(order, generator);
        next = 0;
      }
      const sample = order[next++];
      for (let input = 0; input < inputs; input++) intoInputs[row * inputs + input] = points[sample * inputs + input];
      for (let output = 0; output < outputs; output++) intoOutputs[row * outputs + output] = values[sample * outputs + output];
    }
  };
}
