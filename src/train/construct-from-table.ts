// Constructs a network from samples of one input and one output: what they tell becomes a target, which is followed by folding. Trains
// nothing.

import type { DenseArchitecture } from "./architecture.ts";
import type { Dataset } from "./data/dataset.ts";
import { foldNetwork } from "./fold-network.ts";
import type { Pausing } from "./pausing.ts";
import { tabulate } from "./tabulated/tabulate.ts";

/**
 * In the order of `denseParameters`, of raw units; undefined where there are several inputs or outputs, and where folding does not
 * apply.
 */
export function* constructFromTable(architecture: DenseArchitecture, { inputs, outputs, samples }: Dataset): Pausing<readonly Float32Array[] | undefined> {
  const [input, ...otherInputs] = inputs;
  const [output, ...otherOutputs] = outputs;
  if (otherInputs.length > 0 || otherOutputs.length > 0) return undefined;
  const tabulated = yield* tabulate(samples.points, samples.values, samples.weights);
  if (tabulated === undefined) return undefined;
  const { evaluate, low, high } = tabulated;
  const target = { expression: output.name, variables: [input.name], evaluate: (point: ArrayLike<number>) => evaluate(point[0]) };
  return (yield* foldNetwork(architecture, [target], [{ name: input.name, low, high }]))?.parameters;
}
