// The network that layers make together: each one multiplies, adds and is followed by an activation. Whose layers they are does
// not matter: those of a training, of a file of parameters, of a checkpoint.

import type { Activation } from "./activation.ts";
import { NetworkBuilder } from "./network-builder.ts";
import type { Network } from "./network.ts";
import type { Origin } from "./origin.ts";
import type { Shape } from "./shape.ts";
import { gemm } from "./ops/gemm.ts";

export interface LayerParameter {
  /** As its source calls it: `l1.W`, `l1/W`. */
  readonly name: string;
  readonly shape: Shape;
  /** Finite, row-major; the network takes it over. */
  readonly data: Float32Array;
  readonly origin: Origin;
}

export interface NetworkLayer {
  /** Of what is added up, before the activation: `l1`. */
  readonly name: string;
  /** Of what the layer gives: `h1`. */
  readonly result: string;
  /** Outputs × inputs. */
  readonly weights: LayerParameter;
  /** One for each output; undefined where there is none. */
  readonly bias: LayerParameter | undefined;
  readonly activation: Activation;
  readonly origin: Origin;
}

/** What the network is given. */
export interface NetworkInput {
  readonly name: string;
  readonly batch: number;
  readonly origin: Origin;
}

/**
 * The network input[batch, inputs] → result[batch, outputs] in which each layer is activation(x·Wᵀ + b), in float32.
 *
 * @param layers at least one; each takes as many numbers as the one before gives.
 * @throws DiagnosticError of category model where the layers do not fit, are too large or hold what is not finite.
 */
export function networkOfLayers(input: NetworkInput, layers: readonly NetworkLayer[]): Network {
  const builder = new NetworkBuilder();
  let value = builder.input(input.name, [input.batch, layers[0].weights.shape[1]], input.origin);
  for (const { name, result, weights, bias, activation, origin } of layers) {
    const { op, attributes } = activation;
    // A view changes nothing: identity leaves no trace in the network.
    const isLinear = op.computation.kind === "reshape";
    const parameters = [weights, ...(bias === undefined ? [] : [bias])];
    const ids = parameters.map((parameter) => builder.ownParameter(parameter.name, parameter.shape, parameter.data, parameter.origin));
    value = builder.operation(gemm, [value, ...ids], { transposeB: 1 }, isLinear ? result : name, origin);
    if (!isLinear) value = builder.operation(op, [value], attributes, result, origin);
  }
  return builder.finish([value]);
}
