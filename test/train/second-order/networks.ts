// Networks, samples and starts for the tests of the second-order optimiser.

import { RandomGenerator } from "../../../src/numeric/random.ts";
import { parseActivation } from "../../../src/network/activation.ts";
import type { RefinableArchitecture } from "../../../src/train/second-order/flat-layers.ts";
import { layersOf, parameterCount } from "../../../src/train/second-order/flat-layers.ts";
import type { Samples } from "../../../src/train/second-order/fixed-samples.ts";

export function architectureOf(inputs: number, hidden: readonly number[], outputs: number, activation: string, last?: string): RefinableArchitecture {
  return {
    inputs,
    hidden,
    outputs,
    activation: parseActivation(activation),
    ...(last === undefined ? {} : { outputActivation: parseActivation(last) }),
  };
}

/** Normal weights over the root of the inputs; kinks of the first layer are spread over [−1, 1]. */
export function startOf(architecture: RefinableArchitecture, seed: number): Float64Array {
  const layers = layersOf(architecture);
  const generator = new RandomGenerator(seed);
  const block = new Float64Array(parameterCount(layers));
  for (const { inputs, units, weights, biases } of layers) {
    for (let i = 0; i < inputs * units; i++) block[weights + i] = Math.fround(generator.normal() / Math.sqrt(inputs));
    for (let unit = 0; unit < units; unit++) block[biases + unit] = Math.fround(generator.uniformIn(-1, 1));
  }
  return block;
}

/** Normal inputs and outputs: nothing a network could learn. */
export function randomSamples(count: number, inputs: number, outputs: number, seed: number): Samples {
  const generator = new RandomGenerator(seed);
  return {
    points: Float32Array.from({ length: count * inputs }, () => generator.normal()),
    values: Float64Array.from({ length: count * outputs }, () => generator.normal()),
  };
}

/** Runs a generator to its end and keeps what it gave. */
export function drained<Y, R>(generator: Generator<Y | undefined, R, void>): { readonly reports: readonly Y[]; readonly result: R } {
  const reports: Y[] = [];
  for (;;) {
    const step = generator.next();
    if (step.done === true) return { reports, result: step.value };
    if (step.value !== undefined) reports.push(step.value);
  }
}
