// Where second-order steps over a smooth activation start: random parameters at the scale of the domain and the targets.

import type { DomainVariable } from "../network/model.ts";
import type { RandomGenerator } from "../numeric/random.ts";
import { sqrt } from "../numeric/elementary/index.ts";
import type { DenseArchitecture } from "./architecture.ts";
import type { Samples } from "./second-order/fixed-samples.ts";

/** The first layer's weights have this length, shared among the inputs, where the domain is −1 … 1. */
const FIRST_LENGTH = 5;
/** Biases of later hidden layers are uniform between it and its negative. */
const LATER_BIASES = 0.5;

/**
 * The weights of every unit of the first layer point anywhere with one length, biases put its middle somewhere in the domain (after
 * Nguyen and Widrow, "Improving the learning speed of 2-layer neural networks", 1990; the length by measurement). Later layers are
 * uniform after Glorot and Bengio (2010, eq. 16), the last one at the scale of the samples, whose middle its biases are.
 *
 * @param samples their values give the scale of each output.
 * @returns float32, in the order of `denseParameters`.
 */
export function smoothStart(
  { inputs, hidden, outputs }: DenseArchitecture,
  domain: readonly DomainVariable[],
  samples: Samples,
  generator: RandomGenerator,
): Float32Array[] {
  const widths = [inputs, ...hidden, outputs];
  return widths.slice(1).flatMap((units, layer) => {
    const isLast = layer === hidden.length;
    if (layer === 0 && !isLast) return firstLayer(units, domain, generator);
    const weights = glorotUniform(units, widths[layer], generator);
    if (isLast) return scaled(weights, units, samples);
    return [weights, new Float32Array(units).map(() => generator.uniformIn(-LATER_BIASES, LATER_BIASES))];
  });
}

function firstLayer(units: number, domain: readonly DomainVariable[], generator: RandomGenerator): Float32Array[] {
  const length = FIRST_LENGTH / domain.length;
  const weights = new Float32Array(units * domain.length);
  const biases = new Float32Array(units);
  for (let unit = 0; unit < units; unit++) {
    const direction = domain.map(() => generator.normal());
    const size = sqrt(direction.reduce((sum, part) => sum + part * part, 0));
    let atMiddle = 0;
    domain.forEach(({ low, high }, axis) => {
      const half = high > low ? (high - low) / 2 : 1;
      const weight = (length * direction[axis]) / (size * half);
      weights[unit * domain.length + axis] = weight;
      atMiddle += weight * ((high + low) / 2);
    });
    biases[unit] = generator.uniformIn(-length, length) - atMiddle;
  }
  return [weights, biases];
}

function glorotUniform(units: number, inputs: number, generator: RandomGenerator): Float32Array {
  const limit = sqrt(6 / (inputs + units));
  return new Float32Array(units * inputs).map(() => generator.uniformIn(-limit, limit));
}

function scaled(weights: Float32Array, outputs: number, { values }: Samples): Float32Array[] {
  const biases = new Float32Array(outputs);
  const inputs = weights.length / outputs;
  for (let output = 0; output < outputs; output++) {
    let [least, most] = [Infinity, -Infinity];
    for (let at = output; at < values.length; at += outputs) {
      least = Math.min(least, values[at]);
      most = Math.max(most, values[at]);
    }
    biases[output] = least / 2 + most / 2;
    for (let k = 0; k < inputs; k++) weights[output * inputs + k] *= most / 2 - least / 2;
  }
  return [weights, biases];
}
