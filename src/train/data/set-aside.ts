// Sets training samples aside that tell a training when it starts to follow noise. Not the hold-out, which no training sees.

import { RandomGenerator } from "../../numeric/random.ts";
import { withWeights, type Samples } from "../second-order/fixed-samples.ts";
import { positions, shuffle } from "./permutation.ts";

/** One sample in so many is set aside. */
const ONE_IN = 5;

/** Another stream than those of the hold-out and the training of the same seed. */
const STREAM = 0x2c1b3c6d;

export interface DividedSamples {
  /** To follow. */
  readonly fitted: Samples;
  /** To judge by. */
  readonly aside: Samples;
}

/** How many of so many samples are to be followed, whatever the seed. */
export function fittedCount(count: number): number {
  return count - Math.floor(count / ONE_IN);
}

/**
 * A fifth of the samples at random, rounded down, set aside; both parts keep their order, and the same seed gives the
 * same parts. Where there are too few to set one aside, all of them are in both parts.
 *
 * @param inputs coordinates of a point.
 */
export function setAside(samples: Samples, inputs: number, seed: number): DividedSamples {
  const count = samples.points.length / inputs;
  const order = positions(count);
  shuffle(order, new RandomGenerator((seed ^ STREAM) >>> 0));
  const held = count - fittedCount(count);
  if (held === 0) return { fitted: samples, aside: samples };
  return { fitted: chosen(samples, inputs, order.slice(held).sort()), aside: chosen(samples, inputs, order.slice(0, held).sort()) };
}

function chosen({ points, values, weights }: Samples, inputs: number, from: Uint32Array): Samples {
  const outputs = (values.length * inputs) / points.length;
  const part = {
    points: Float32Array.from({ length: from.length * inputs }, (_, at) => points[from[Math.floor(at / inputs)] * inputs + (at % inputs)]),
    values: Float64Array.from(
      { length: from.length * outputs },
      (_, at) => values[from[Math.floor(at / outputs)] * outputs + (at % outputs)],
    ),
  };
  return withWeights(part, weights && Float64Array.from(from, (position) => weights[position]));
}
